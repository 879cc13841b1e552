using Quern.Formats;
using Quern.Rows;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>A row that was looked up in a file.</summary>
/// <param name="Number">1-based: the line of a file with lines, otherwise the row.</param>
/// <param name="Json">Its text.</param>
/// <param name="Fault">What is wrong with it as a row; null when nothing is.</param>
internal sealed record FoundRow(long Number, byte[] Json, RowFault? Fault)
{
    /// <summary>The rows of a file from the first on.</summary>
    public static IEnumerable<FoundRow> Of(InputFile file, CancellationToken cancel)
    {
        using var work = TemporaryFolder.Create();
        using var waiting = cancel.Register(file.Interrupt);
        using var reader = RowReaders.Open(file, RowSelection.All, work.Path);
        using var interrupt = cancel.Register(reader.Interrupt);
        var check = new RowCheckOnce();
        var batch = new RowBatch();
        while (reader.Read(batch))
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < batch.Count; i++)
            {
                yield return check.Row(batch, i);
            }
        }
    }

    // A row is a span, and those cannot live in an iterator.
    private sealed class RowCheckOnce
    {
        private readonly Rows.Json.RowCheck _check = new();

        public FoundRow Row(RowBatch batch, int index)
        {
            var json = batch[index];
            var number = batch.FirstLine == 0 ? batch.OrdinalOf(index) + 1 : batch.LineOf(index);
            var broken = batch.IsBroken(index, out var fault) || (!batch.Trusted && !_check.Passes(json, out fault));
            return new FoundRow(number, json.ToArray(), broken ? fault : null);
        }
    }
}
