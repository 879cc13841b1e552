namespace Quern.Hub.Layout;

/// <summary>Which files of a dataset a user asks for.</summary>
internal sealed record FileWish
{
    /// <summary>The config; null where the dataset's own rule is to decide.</summary>
    public string? Config { get; init; }

    /// <summary>The config that is taken where none is named and the dataset has it: what is known of this dataset beforehand.</summary>
    public string? UsualConfig { get; init; }

    /// <summary>The splits; empty where the usual rule is to decide. <c>all</c> means every one.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>Patterns of paths in the repository; when given, they alone decide.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>How many files are taken at the most.</summary>
    public int? MaxFiles { get; init; }
}
