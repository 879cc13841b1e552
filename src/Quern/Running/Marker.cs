using System.Text.Json.Serialization;
using Quern.Formats.Shards;
using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// Says that a task is done, and what it left. It is written last, so that its existence means that everything it names
/// is complete; whether a task is done can be seen from the run folder alone, by any process on any machine.
/// </summary>
internal sealed record Marker
{
    /// <summary>The shards, in order; paths are relative to the segment's folder.</summary>
    public required IReadOnlyList<Shard> Shards { get; init; }

    /// <summary>What the task was made from: a task whose input has changed since is done again.</summary>
    public string Input { get; init; } = "";

    /// <summary>The file of rejected rows beside them; null when there are none.</summary>
    public string? Rejects { get; init; }

    /// <summary>How long the file of rejected rows must be.</summary>
    public long RejectsBytes { get; init; }

    /// <summary>Whether rejected rows were written, not only counted.</summary>
    public bool RejectsWritten { get; init; }

    /// <summary>How far the source is behind this task; its next file is numbered from here on.</summary>
    public SourceCount Reached { get; init; }

    /// <summary>How far the sources are behind this task, where they are read interleaved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BlendState? Blend { get; init; }

    /// <summary>Set when nothing more of the source can be had. Not kept: the next run tries again.</summary>
    [JsonIgnore]
    public SourceFault? Lost { get; init; }

    /// <summary>The fate of the task's rows.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>
    /// The marker of a task, when nothing has to be done again: its input is what it was, and its files have the length
    /// they should have. A source that broke off is tried again, since it may have been mended; one of several that are
    /// read interleaved only where it did not answer, because all rows behind it would have to be read again.
    /// </summary>
    public static Marker? TryRead(string path, string input, bool writeRejects)
    {
        var marker = RunJson.TryRead<Marker>(path);
        var reusable = marker is not null && marker.Input == input && !marker.IsToBeTriedAgain
            && (marker.RejectsWritten || !writeRejects || marker.Ledger.Dropped + marker.Ledger.Quarantined == 0)
            && marker.HasItsFiles(Path.GetDirectoryName(path)!);
        return reusable ? marker : null;
    }

    /// <summary>Names shards by their content, for <see cref="Input"/>.</summary>
    public static string InputOf(IEnumerable<Shard> shards)
        => string.Join(' ', shards.Select(static s => $"{s.Rows}:{s.Bytes}:{s.Checksum:x8}:{s.PlacesChecksum:x8}"));

    /// <summary>The shards with full paths.</summary>
    public IEnumerable<Shard> ShardsIn(string folder) => Shards.Select(s => s with { Path = Path.Combine(folder, s.Path) });

    private bool IsToBeTriedAgain => Blend is null ? Ledger.ShortSources.Count > 0 : Blend.HasLost;

    private bool HasItsFiles(string folder)
        => Shards.All(s => HasLength(Path.Combine(folder, s.Path), s.Bytes)
            && HasLength(Path.Combine(folder, s.PlacesPath), s.Rows * PlacesFile.Size))
        && (Rejects is null || HasLength(Path.Combine(folder, Rejects), RejectsBytes));

    private static bool HasLength(string path, long length) => new FileInfo(path) is { Exists: true } file && file.Length == length;
}
