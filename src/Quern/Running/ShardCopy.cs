using Quern.Formats;
using Quern.Formats.Shards;

namespace Quern.Running;

/// <summary>Copies shards into an output file, in order, encoding on all cores where the format asks for it.</summary>
internal static class ShardCopy
{
    /// <summary>The shards whose rows go into an output.</summary>
    public static IEnumerable<Shard> For(OutputFile output, IEnumerable<Shard> shards) => shards.Where(s => output.Part is null || s.Part == output.Part);

    /// <summary>Fills an output; whoever asked for it gives it its name.</summary>
    public static FilledOutput Fill(IReadOnlyList<Shard> shards, OutputFile output, int workers, CancellationToken cancel)
    {
        // Whether a file of this name may be replaced was decided before.
        var writer = RowWriters.Open(output, force: true);
        try
        {
            using var interrupt = cancel.Register(writer.Interrupt);
            IReadOnlyList<Shard> own = [.. For(output, shards)];
            Copy(own, writer, workers, cancel);
            writer.Seal();
            return new FilledOutput(output, writer, own.Sum(static s => s.Rows));
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private static void Copy(IReadOnlyList<Shard> shards, RowWriter writer, int workers, CancellationToken cancel)
    {
        foreach (var shard in shards)
        {
            using var reader = new ShardReader(shard);
            using var pump = new RowPump(
                workers,
                work => reader.Read(work.Input),
                (work, _) => work.Encoded = writer.Encode(work.Input.Rows.Text.Memory, work.Scratch),
                work => writer.Append(work.Encoded.Span));
            pump.Run(cancel);
        }
    }
}
