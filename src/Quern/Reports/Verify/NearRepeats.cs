using Quern.Dedup;
using Quern.Dedup.Files;
using Quern.Formats;
using Quern.Running;
using Quern.Steps;

namespace Quern.Reports.Verify;

/// <summary>Finds near-duplicates in a dataset, and those that lie in different splits, by the index that deduplication uses.</summary>
/// <param name="set">The dataset.</param>
/// <param name="options">What is asked.</param>
/// <param name="repeats">Rows that are there twice.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class NearRepeats(VerifiedSet set, VerifyOptions options, Repeats repeats, Findings findings)
{
    // That a file breaks off was told; it is compared with nothing.
    private readonly List<(VerifiedFile File, int Index)> _files = [.. set.Files.Select(static (file, index) => (file, index)).Where(static f => !f.file.IsBroken)];

    /// <summary>Rows that are similar to one before them, also through others in between.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Finds them.</summary>
    public void Find(int workers, string workFolder, RunProgress progress, CancellationToken cancel)
    {
        var dedup = new DedupOptions { Threshold = options.Threshold, Linkage = Linkage.Connected };
        IReadOnlyList<SourceSpec> sources = [.. _files.Select(static f => new SourceSpec(f.File.Path, [new LocalFile(f.File.Input)]))];
        var entry = StepEntry.Set<DedupOptions>("dedup", "", static (_, _) => throw new InvalidOperationException("Rows are compared, and none is written."));
        var spec = new RunSpec("verify", 0, 1, sources, StepSpec.InOrder([(entry, dedup)]), [new OutputFile("-", OutputFormat.Jsonl)]);
        var folder = Directory.CreateDirectory(Path.Combine(workFolder, "near")).FullName;
        var files = new ComparedFiles(spec, new RunSettings { Workers = workers }, folder, progress).Open(new Ledger(), null, cancel);
        string[] names = [.. sources.Select(static s => s.Name)];
        using var work = new Deduplication(dedup, options.Threshold, files, names, new DedupSettings(workers, MemorySize.Of(null), folder), progress, cancel);
        var verdicts = work.Decide(options.Threshold);
        for (var row = 0; row < verdicts.Count; row++)
        {
            if (!verdicts.IsKept(row))
            {
                Add(work, row, verdicts.KeptBy(row), verdicts.Similarity(row));
            }
        }
    }

    // Rows that say just the same were found before.
    private void Add(Deduplication work, int row, int kept, double similarity)
    {
        Duplicates++;
        var (at, first) = (work.Names.PlaceOf(row), work.Names.PlaceOf(kept));
        var (split, other) = (_files[at.Source].File.Split, _files[first.Source].File.Split);
        var isLeak = split is not null && other is not null && split != other;
        var (line, firstLine) = (_files[at.Source].File.Lines.LineOf(at.Ordinal), _files[first.Source].File.Lines.LineOf(first.Ordinal));
        if (isLeak ? repeats.HasLeaked(_files[at.Source].Index, line) : work.Table[row].Print == work.Table[kept].Print)
        {
            return;
        }

        var like = double.IsNaN(similarity) ? "" : FormattableString.Invariant($", Jaccard index {similarity:0.00}");
        findings.Add(new Finding(
            isLeak ? FaultKinds.LeakedNearDuplicate : FaultKinds.NearDuplicate,
            _files[at.Source].File.Path,
            line,
            null,
            FormattableString.Invariant($"the row is similar to {_files[first.Source].File.Path}:{firstLine}{like}")));
    }
}
