using Quern.Formats.Shards;

namespace Quern.Running;

/// <summary>
/// Says that a task is done, and what it left. It is written last, so that its existence means that everything it names
/// is complete; whether a task is done can be seen from the run folder alone, by any process on any machine.
/// </summary>
internal sealed record Marker
{
    /// <summary>The shards, in order; paths are relative to the segment's folder.</summary>
    public required IReadOnlyList<Shard> Shards { get; init; }

    /// <summary>The file of rejected rows beside them; null when there are none.</summary>
    public string? Rejects { get; init; }

    /// <summary>Rows that were read from the source's file; the next file of the source is numbered from here on.</summary>
    public long RowsRead { get; init; }

    /// <summary>The fate of the task's rows.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>The marker of a task, when it is done and its shards have the length they should have.</summary>
    public static Marker? TryRead(string path)
    {
        var marker = RunJson.TryRead<Marker>(path);
        var folder = Path.GetDirectoryName(path)!;
        return marker is not null && marker.Shards.All(s => HasLength(Path.Combine(folder, s.Path), s.Bytes)) ? marker : null;
    }

    /// <summary>The shards with full paths.</summary>
    public IEnumerable<Shard> ShardsIn(string folder) => Shards.Select(s => s with { Path = Path.Combine(folder, s.Path) });

    private static bool HasLength(string path, long length) => new FileInfo(path) is { Exists: true } file && file.Length == length;
}
