using System.Text.Json.Nodes;
using Quern.Formats;
using Quern.Rows;
using Quern.Running;

namespace Quern.Reports.Verify;

/// <summary>Compares files with what the ledger of the run that wrote them says.</summary>
/// <param name="sets">The files.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class LedgerCheck(IReadOnlyList<VerifiedSet> sets, Findings findings)
{
    private readonly List<KnownLedger> _ledgers = [];

    /// <summary>The ledgers that were found.</summary>
    public IReadOnlyList<KnownLedger> Ledgers => _ledgers;

    /// <summary>What calls to models cost, in USD; null where no ledger tells.</summary>
    public double? Cost => _ledgers.Count == 0 ? null : _ledgers.SelectMany(static l => l.Ledger.Steps).Sum(static s => (double?)s.Details?["cost_usd"] ?? 0);

    /// <summary>Fields by which a split kept rows together.</summary>
    public IEnumerable<string> Groups => Details("group").OfType<JsonArray>().SelectMany(static g => g).OfType<JsonValue>().Select(static g => g.GetValue<string>());

    /// <summary>Fields in which rows say what they were mixed from.</summary>
    public IEnumerable<string> Fields => Details("field").OfType<JsonValue>().Select(static f => f.GetValue<string>());

    /// <summary>Finds the ledgers: the one that was named, or those beside the files.</summary>
    public void Find(string? against)
    {
        if (against is not null)
        {
            _ledgers.Add(KnownLedger.Read(against) ?? throw new RecipeFault($"{against} was not found."));
            return;
        }

        var beside = sets.SelectMany(static s => s.Files).SelectMany(static f => new[] { Sidecar.Stats(f.Path), Path.Combine(Path.GetDirectoryName(f.Path) ?? "", "split.stats.json") });
        foreach (var path in beside.Distinct(StringComparer.Ordinal).Where(File.Exists))
        {
            if (KnownLedger.Read(path) is { } known && known.Outputs.Any(o => FileOf(o) is not null))
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

            foreach (var trouble in (IEnumerable<string>)[.. known.Ledger.ShortSources.Select(static s => $"source {s.Key}: {s.Value}"), .. known.Ledger.Unmet])
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

        if (file.Rows != output.Rows)
        {
            Add(FaultKinds.RowCount, file.Path, FormattableString.Invariant($"{file.Rows:N0} rows; {known.Path} says {output.Rows:N0}"));
        }

        var mark = FileMark.Of(file.Path);
        if (mark.Bytes != output.Bytes)
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

    /// <summary>Compares the shares of a mix with the values of the field in which rows say where they come from.</summary>
    public void CompareShares(Tally tally, double tolerance)
    {
        foreach (var (known, details) in _ledgers.SelectMany(static l => l.Ledger.Steps.Select(s => (Ledger: l, s.Details))))
        {
            var field = (string?)details?["field"] ?? "source_dataset";
            if (details?["shares"] is not JsonArray shares || details["when_short"] is null || tally.Of(field) is not { Rows: > 0 } counted)
            {
                continue;
            }

            foreach (var share in shares.OfType<JsonObject>())
            {
                var (name, achieved) = ((string)share["name"]!, (double)share["achieved"]!);
                var found = (double)counted.Values.GetValueOrDefault(name) / tally.Rows;
                if (Math.Abs(found - achieved) > tolerance)
                {
                    Add(FaultKinds.WrongShare, known.Path, FormattableString.Invariant($"{field} is {name} in {found:P1} of the rows; the ledger says {achieved:P1}"));
                }
            }
        }
    }

    private IEnumerable<JsonNode?> Details(string member) => _ledgers.SelectMany(static l => l.Ledger.Steps).Select(s => s.Details?[member]);

    private VerifiedFile? FileOf(WrittenFile output)
        => sets.SelectMany(static s => s.Files).FirstOrDefault(f => Path.GetFullPath(f.Path) == Path.GetFullPath(output.Path));

    private void Add(string kind, string file, string what) => findings.Add(new Finding(kind, file, 0, null, what));
}
