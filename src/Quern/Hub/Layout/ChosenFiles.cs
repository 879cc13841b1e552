namespace Quern.Hub.Layout;

/// <summary>The files that hold what a user asked for.</summary>
/// <param name="Config">The config they belong to; null where patterns decided.</param>
/// <param name="Splits">The splits they belong to; empty where patterns decided.</param>
/// <param name="Files">The files, in the order in which they are read.</param>
internal sealed record ChosenFiles(string? Config, IReadOnlyList<string> Splits, IReadOnlyList<RepoFile> Files)
{
    /// <summary>The key under which a JSON document holds the rows, when the card says one.</summary>
    public string? Field { get; init; }

    /// <summary>How many rows they hold, where the card says so and all files are read; a card may be out of date.</summary>
    public long? Rows { get; init; }

    /// <summary>Whether they lie on the branch of converted Parquet files, not in the revision that was asked for.</summary>
    public bool IsConverted { get; init; }

    /// <summary>What the user should know of the choice, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
