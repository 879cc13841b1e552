using System.Text.Json.Nodes;
using Quern.Formats;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Running;

namespace Quern.Reports.Verify;

/// <summary>Compares files with what the ledger of the run that wrote them says.</summary>
/// <param name="sets">The files.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class LedgerCheck(IReadOnlyList<VerifiedSet> sets, Findings findings)
{
    private readonly List<KnownLedger> _ledgers = [];
    private readonly Dictionary<string, VerifiedFile> _byPath = sets.SelectMany(static s => s.Files).ToDictionary(static f => Path.GetFullPath(f.Path), StringComparer.Ordinal);
    private bool _isNamed;

    /// <summary>The ledgers that were found.</summary>
    public IReadOnlyList<KnownLedger> Ledgers => _ledgers;

    /// <summary>What calls to models cost, in USD; null where no ledger tells.</summary>
    public double? Cost => _ledgers.Count == 0 ? null : Details("cost_usd").Sum(static c => DetailValue.Number(c) ?? 0);

    /// <summary>Rows that a mix took once more, because it was told to.</summary>
    public long Repeated => _ledgers.SelectMany(static l => l.Ledger.Steps).Where(static s => s.Details?["when_short"] is not null).Sum(static s => s.Total.Made);

    /// <summary>Fields by which a split kept rows together.</summary>
    public IEnumerable<FieldPath> Groups => Details("group").OfType<JsonArray>().SelectMany(static g => g).Select(DetailValue.Text).OfType<string>()
        .Where(static g => FieldPath.TryParse(g, out _, out _)).Select(FieldPath.Parse);

    /// <summary>Fields in which rows say what they were mixed from.</summary>
    public IEnumerable<string> Fields => Details("field").Select(DetailValue.Text).OfType<string>();

    private IEnumerable<VerifiedFile> Files => sets.SelectMany(static s => s.Files);

    /// <summary>Finds the ledgers: the one that was named, or those beside the files.</summary>
    public void Find(string? against)
    {
        if (against is not null)
        {
            _isNamed = true;
            var named = KnownLedger.Read(against) ?? throw new RecipeFault($"{against} was not found.");
            _ledgers.Add(named.Outputs.Any(o => FileOf(o) is not null) ? named
                : throw new RecipeFault($"None of the files that {against} names is among those to verify: {string.Join(", ", named.Outputs.Select(static o => o.Path))}."));
            return;
        }

        foreach (var path in Files.SelectMany(static f => KnownLedger.PathsBeside(f.Path)).Distinct(StringComparer.Ordinal).Where(static p => File.Exists(p) && !KnownLedger.IsForeign(p)))
        {
            if (ReadBeside(path) is { } known && known.Outputs.Any(o => FileOf(o) is not null))
            {
                _ledgers.Add(known);
            }
        }
    }

    /// <summary>Compares.</summary>
    /// <param name="isWhole">Whether all files that a ledger names are meant, and not some of them.</param>
    public void Compare(bool isWhole)
    {
        foreach (var known in _ledgers)
        {
            if (known.Ledger.OpenEnd() is { } openEnd)
            {
                Add(FaultKinds.OpenLedger, known.Path, openEnd);
            }

            foreach (var trouble in (IEnumerable<string>)[.. known.Ledger.ShortSources.Select(static s => $"source {s.Key}: {s.Value}"), .. known.Ledger.Unmet, .. known.IsComplete ? Array.Empty<string>() : ["more rows were quarantined than tolerated"]])
            {
                Add(FaultKinds.Incomplete, known.Path, trouble);
            }

            foreach (var output in known.Outputs)
            {
                Compare(output, known, isWhole);
            }

            CompareSum(known);
        }
    }

    /// <summary>The parts of a split that a ledger names, as far as they are verified.</summary>
    public IReadOnlyList<(VerifiedFile File, string Part)> PartsOf(KnownLedger known)
        => [.. known.Outputs.Where(static o => o.Part is not null).Select(o => (File: FileOf(o)!, o.Part!)).Where(static p => p.File is not null)];

    /// <summary>The file that a ledger means; null where it is not among those that are verified.</summary>
    public VerifiedFile? FileOf(WrittenFile output)
        => _byPath.GetValueOrDefault(Path.GetFullPath(output.Path))
            ?? (_isNamed && Files.Where(f => Path.GetFileName(f.Path) == Path.GetFileName(output.Path)).ToList() is [var moved] ? moved : null);

    // What another program wrote is passed over before; what cannot be read now was a ledger once.
    private KnownLedger? ReadBeside(string path)
    {
        try
        {
            return KnownLedger.Read(path);
        }
        catch (RunFault fault)
        {
            Add(FaultKinds.BrokenFile, path, fault.Message);
            return null;
        }
    }

    // Another number of rows makes another length, and that another checksum: the first of them says it all.
    private void Compare(WrittenFile output, KnownLedger known, bool isWhole)
    {
        if (FileOf(output) is not { } file)
        {
            if (isWhole && !File.Exists(output.Path))
            {
                Add(FaultKinds.MissingFile, output.Path, $"{known.Path} names it");
            }

            return;
        }

        // That a file breaks off was told, and that it is not as it was follows from it.
        if (file.IsBroken)
        {
            return;
        }

        var mark = FileMark.Of(file.Path);
        if (file.Rows != output.Rows)
        {
            Add(FaultKinds.RowCount, file.Path, FormattableString.Invariant($"{file.Rows:N0} rows in {mark.Bytes:N0} bytes; {known.Path} says {output.Rows:N0} in {output.Bytes:N0}"));
        }
        else if (mark.Bytes != output.Bytes)
        {
            Add(FaultKinds.FileSize, file.Path, FormattableString.Invariant($"{mark.Bytes:N0} bytes; {known.Path} says {output.Bytes:N0}"));
        }
        else if (output.Crc32c is { } checksum && FilledOutput.TextOf(mark.Checksum) != checksum)
        {
            Add(FaultKinds.Checksum, file.Path, $"CRC-32C {FilledOutput.TextOf(mark.Checksum)}; {known.Path} says {checksum}");
        }
    }

    // What came out of the last step is what the outputs hold: each of them all of it, or a part.
    private void CompareSum(KnownLedger known)
    {
        var parts = known.Outputs.Where(static o => o.Part is not null).DistinctBy(static o => o.Part).ToList();
        var wholes = known.Outputs.Where(static o => o.Part is null && o.Crc32c is not null);
        if (parts.Count > 0 && parts.Sum(static p => p.Rows) != known.Ledger.Kept)
        {
            Add(FaultKinds.RowCount, known.Path, FormattableString.Invariant($"the parts have {parts.Sum(static p => p.Rows):N0} rows, the last step kept {known.Ledger.Kept:N0}"));
        }

        foreach (var whole in wholes.Where(w => w.Rows != known.Ledger.Kept))
        {
            Add(FaultKinds.RowCount, known.Path, FormattableString.Invariant($"{whole.Path} has {whole.Rows:N0} rows, the last step kept {known.Ledger.Kept:N0}"));
        }
    }

    private IEnumerable<JsonNode?> Details(string member) => _ledgers.SelectMany(static l => l.Ledger.Steps).Select(s => s.Details?[member]);

    private void Add(string kind, string file, string what) => findings.Add(new Finding(kind, file, 0, null, what));
}
