using Quern.Rows;

namespace Quern.Dedup.Reading;

/// <summary>A JSONL file whose rows are compared: it is read from its beginning once, and later at single rows.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">What it is called in messages.</param>
internal sealed record RowFile(string Path, string Name)
{
    /// <summary>Index of the source that its rows come from, where they have no places of their own.</summary>
    public int Source { get; init; }

    /// <summary>The file of its rows' places, for a shard.</summary>
    public string? PlacesPath { get; init; }

    /// <summary>Whether its rows were checked before.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether its rows are there already: others are compared with them, and they are never removed.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether it is a saved index and not rows.</summary>
    public bool IsIndex { get; init; }

    /// <summary>Its length.</summary>
    public long Bytes { get; init; }

    /// <summary>What stands for the content of what it was made from, where it was brought into form.</summary>
    public string? Origin { get; init; }

    /// <summary>A file as it lies there now.</summary>
    public static RowFile Of(string path, string name) => new(path, name) { Bytes = new FileInfo(path).Length };

    /// <summary>What stands for its content, in the name of what was made from it.</summary>
    public string Identity => Origin ?? FormattableString.Invariant($"{System.IO.Path.GetFullPath(Path)} {Bytes} {File.GetLastWriteTimeUtc(Path).Ticks}");

    /// <summary>What is said when it is not what it was.</summary>
    public SourceFault Changed() => new($"{Name} changed while it was read. Nothing was written; run again when nobody writes to it.");
}
