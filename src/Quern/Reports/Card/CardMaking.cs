using Quern.Formats;
using Quern.Hub.Cards;
using Quern.Hub.Push;
using Quern.Reports.Shapes;
using Quern.Reports.Stats;
using Quern.Rows;
using Quern.Running;

namespace Quern.Reports.Card;

/// <summary>
/// Finds out what a card says. Every file is read, for its checksum and its rows, so that the numbers are those of the files
/// as they lie there; what the ledgers count is held against them.
/// </summary>
internal sealed class CardMaking
{
    private readonly CardRequest _request;
    private readonly CardSubject _subject;
    private readonly string _work;
    private readonly RunProgress _progress;
    private readonly CancellationToken _cancel;
    private readonly Dictionary<string, InputFile> _inputs = new(StringComparer.Ordinal);

    private CardMaking(CardRequest request, string work, RunProgress progress, CancellationToken cancel)
    {
        _request = request;
        _subject = CardSubject.Find(request.What);
        _work = work;
        _progress = progress;
        _cancel = cancel;
    }

    /// <summary>Reads the files and their ledgers.</summary>
    public static CardFacts Run(CardRequest request, RunProgress progress, CancellationToken cancel)
    {
        using var work = TemporaryFolder.Create();
        return new CardMaking(request, work.Path, progress, cancel).Run();
    }

    private CardFacts Run()
    {
        Recognise();
        var all = _subject.Files.Select(static f => new CardFile(f.Path, f.Bytes, null)).ToList();
        var alike = DeclaredSplits.Alike(all, out _).Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
        var declared = _subject.Files.Where(f => alike.Count == 0 || alike.Contains(f.Path)).ToList();
        var inputs = declared.ConvertAll(f => _inputs[f.Path]);
        var stats = StatsScan.Run(inputs, _request.Workers, _work, _progress, _cancel);
        RefuseNoRows(stats);
        var rows = declared.Zip(stats.Files, static (file, read) => (file.Path, read.Rows)).ToDictionary(static f => f.Path, static f => f.Rows, StringComparer.Ordinal);
        var files = Describe(rows);
        var ledgers = CardLedger.Of(_subject);
        var carried = LicenceSearch.In(ledgers);
        LicenceChoice.Check(_request, carried);
        var notes = new List<string>(_subject.Notes);
        var splits = DeclaredSplits.Of([.. files.Select(static f => f.File)], notes);
        notes.AddRange(LedgerNotes(ledgers, rows));
        return new CardFacts
        {
            Subject = _subject,
            Title = _request.Title ?? _subject.Name,
            Files = files,
            Splits = splits,
            Stats = stats,
            Shapes = ShapeScan.Run(inputs, 0, _request.Workers, _work, _progress, _cancel),
            Ledgers = ledgers,
            Carried = carried,
            Licence = _request.Licence,
            Notes = notes,
        };
    }

    private void Recognise()
    {
        var faults = new List<string>();
        foreach (var file in _subject.Files)
        {
            try
            {
                _inputs[file.Path] = InputFiles.Recognise(file.Place);
            }
            catch (SourceFault fault)
            {
                faults.Add(fault.Message);
            }
        }

        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }
    }

    private void RefuseNoRows(DatasetStats stats)
    {
        if (stats.Rows > 0 && stats.Invalid == stats.Rows)
        {
            var reasons = string.Join(", ", stats.InvalidRows.Select(static r => $"{r.Value:N0} {r.Key}"));
            throw new RecipeFault($"{_request.What} holds no valid row ({reasons}), so that there is nothing to make a card of. A row is a JSON object, or a line of a table; 'quern view {_request.What}' shows what is there.");
        }
    }

    private List<DescribedFile> Describe(Dictionary<string, long> rows)
    {
        _progress.Begin("checksums", _subject.Files.Sum(static f => f.Bytes));
        var files = new List<DescribedFile>();
        foreach (var file in _subject.Files)
        {
            var names = ContentNames.OfAsync(file, asBlob: false, static _ => { }, _cancel).GetAwaiter().GetResult();
            var isDeclared = rows.ContainsKey(file.Path);
            if (!isDeclared)
            {
                rows[file.Path] = names.Rows ?? StatsScan.Run([_inputs[file.Path]], _request.Workers, _work, new RunProgress(), _cancel).Rows;
            }

            files.Add(new DescribedFile(new CardFile(file.Path, file.Bytes, rows[file.Path]), names.Sha256, FormatOf(_inputs[file.Path]), isDeclared));
            _progress.FinishInput(file.Bytes);
        }

        return files;
    }

    private static string FormatOf(InputFile file)
    {
        var format = file.Format switch
        {
            InputFormat.Parquet => "Parquet",
            InputFormat.Text => "text",
            var other => other.ToString().ToUpperInvariant(),
        };
        return file.Gzip ? format + ", gzip" : format;
    }

    private static IEnumerable<string> LedgerNotes(IReadOnlyList<CardLedger> ledgers, Dictionary<string, long> rows)
    {
        foreach (var ledger in ledgers)
        {
            // Several outputs of a run hold the same rows each; several files of a verb hold them together.
            var counts = (ledger.Files.Count == 0 ? rows.Values : ledger.Files.Select(f => rows[f])).ToList();
            if (counts.Sum() != ledger.Ledger.Kept && counts.Exists(c => c != ledger.Ledger.Kept))
            {
                var files = ledger.Files.Count == 0 ? "the files" : string.Join(", ", ledger.Files);
                yield return $"The ledger counts {ledger.Ledger.Kept:N0} rows as kept, and {files} hold {string.Join(" and ", counts.Distinct().Select(static c => c.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)))}: they were changed since, and what the ledger says is of the rows before that.";
            }
        }
    }
}
