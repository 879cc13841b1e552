using Quern.Formats;
using Quern.Running;

namespace Quern.Reports.Shapes;

/// <summary>Reads files once, on all cores, and counts the shapes of their rows.</summary>
internal static class ShapeScan
{
    /// <summary>The shapes of all files together. A file that breaks off stops the scan with a source fault.</summary>
    public static ShapeCensus Run(IReadOnlyList<InputFile> files, int examples, int workers, string workFolder, RunProgress progress, CancellationToken cancel)
    {
        progress.Begin("shapes", files.Sum(static f => f.Bytes));
        var all = new BatchShapes(examples);
        var rows = 0L;
        foreach (var file in files)
        {
            FileScan.Read(file, workers, workFolder, () => new BatchShapes(examples), static (shapes, work) => shapes.Count(work.Input), Add, cancel);
            progress.FinishInput(file.Bytes);
        }

        return new ShapeCensus(rows, all.Shapes.Counts, all.Unreadable.Counts);

        void Add(BatchShapes batch, BatchWork work)
        {
            rows += batch.Rows;
            all.Shapes.Add(batch.Shapes);
            all.Unreadable.Add(batch.Unreadable);
            progress.Add(new BatchCounts(batch.Rows, batch.Rows, 0, 0), work.Position);
            batch.Reset();
        }
    }
}
