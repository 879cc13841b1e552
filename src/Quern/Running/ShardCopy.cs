using Quern.Formats;
using Quern.Formats.Shards;

namespace Quern.Running;

/// <summary>Copies shards into an output file, in order, encoding on all cores where the format asks for it.</summary>
internal static class ShardCopy
{
    /// <summary>Writes one file from all shards, and gives what the writer has to say about it.</summary>
    public static IReadOnlyList<string> Write(IReadOnlyList<Shard> shards, OutputFile output, int workers, CancellationToken cancel)
    {
        // The run folder has already decided that a file of this name may be replaced.
        using var writer = RowWriters.Open(output, force: true);
        using var interrupt = cancel.Register(writer.Interrupt);
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

        writer.Complete(durable: true);
        return writer.Notes;
    }
}
