using Quern.Formats;
using Quern.Pages.Model;
using Quern.Reports;
using Quern.Running;

namespace Quern.Pages.Gathering.Scanning;

/// <summary>Goes over the rows of an output, or of all its parts, once, on all cores: counts what is in them and draws some to be shown.</summary>
internal static class OutputScan
{
    /// <summary>What is in some files. One that cannot be read to its end is a source fault.</summary>
    public static OutputFacts Run(IReadOnlyList<string> paths, PageOptions options, RunProgress progress, CancellationToken cancel)
    {
        var all = new RowTally();
        var draw = new RowDraw(options.Samples, options.Seed);
        foreach (var path in paths)
        {
            Read(InputFiles.Recognise(path), all, draw, options, progress, cancel);
        }

        return all.Result(string.Join(", ", paths), draw.Result(), options.Seed);
    }

    private static void Read(InputFile file, RowTally all, RowDraw draw, PageOptions options, RunProgress progress, CancellationToken cancel)
    {
        progress.Begin("reading " + Path.GetFileName(file.Path), file.Bytes);
        using var work = TemporaryFolder.Create();
        FileScan.Read(
            file,
            options.Workers,
            work.Path,
            static () => new Slot(),
            static (slot, batch) => slot.Tally.Count(batch.Input),
            (slot, batch) =>
            {
                progress.Add(new BatchCounts(slot.Tally.Rows, slot.Tally.Rows, 0, 0), batch.Position);
                all.Add(slot.Tally);
                draw.Take(batch.Input);
                slot.Tally = new RowTally();
            },
            cancel);
        progress.FinishInput(file.Bytes);
    }

    private sealed class Slot
    {
        public RowTally Tally { get; set; } = new();
    }
}
