using Quern.Formats;
using Quern.Running;

namespace Quern.Reports.Stats;

/// <summary>
/// Reads files once, on all cores, and counts what is in them. Memory does not grow with the data: paths, different
/// values and depth have limits, and where one is reached the result says so.
/// </summary>
internal sealed class StatsScan
{
    private readonly FieldStats _root = new([]);
    private readonly FieldCensus _census = new();
    private readonly SortedDictionary<string, long> _invalid = new(StringComparer.Ordinal);
    private readonly List<FileSummary> _files = [];
    private LengthCounts _rows;
    private long _nonFinite;

    private StatsScan()
    {
    }

    /// <summary>The statistics of all files together. A file that breaks off stops the scan with a source fault.</summary>
    public static DatasetStats Run(
        IReadOnlyList<InputFile> files, int workers, string workFolder, RunProgress progress, CancellationToken cancel)
    {
        progress.Begin("statistics", files.Sum(static f => f.Bytes));
        var scan = new StatsScan();
        foreach (var file in files)
        {
            scan.Read(file, workers, workFolder, progress, cancel);
            progress.FinishInput(file.Bytes);
        }

        return new DatasetStats(
            scan._files, scan._rows.Count, scan._rows.Sum, scan._rows.Summary, scan._invalid, scan._nonFinite, FieldSummaries.Of(scan._root));
    }

    private void Read(InputFile file, int workers, string workFolder, RunProgress progress, CancellationToken cancel)
    {
        var before = _rows.Count;
        _nonFinite += FileScan.Read(
            file, workers, workFolder, static () => new BatchStats(), static (stats, work) => stats.Count(work.Input), (stats, work) => Add(stats, work, progress), cancel);
        _files.Add(new FileSummary(file.Path, _rows.Count - before, file.Bytes));
    }

    // Called in the order of the batches, by one core at a time.
    private void Add(BatchStats batch, BatchWork work, RunProgress progress)
    {
        _rows.Add(batch.Rows);
        var invalid = 0L;
        foreach (var (reason, count) in batch.Invalid)
        {
            _invalid[reason] = _invalid.GetValueOrDefault(reason) + count;
            invalid += count;
        }

        _root.Add(batch.Root, _census);
        progress.Add(new BatchCounts(batch.Rows.Count, batch.Rows.Count - invalid, 0, invalid), work.Position);
        batch.Reset();
    }
}
