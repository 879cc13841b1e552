namespace Quern.Hub.Layout;

/// <summary>A config of a dataset: a part of it that is loaded by itself.</summary>
/// <param name="Name">Its name.</param>
internal sealed record CardConfig(string Name)
{
    /// <summary>The name of the config of a dataset that declares none.</summary>
    public const string Default = "default";

    /// <summary>Its splits with their files; empty where names and folders tell.</summary>
    public IReadOnlyList<CardSplit> Splits { get; init; } = [];

    /// <summary>The folder in which it lies, without slashes at its ends; empty for the whole repository.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Whether it is the one to load where none is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The key under which a JSON document holds the rows; null where the document is the rows.</summary>
    public string? Field { get; init; }
}

/// <summary>A split as the card declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Patterns">Patterns or paths of its files.</param>
internal sealed record CardSplit(string Name, IReadOnlyList<string> Patterns);

/// <summary>How large a config is, as the card says; nobody keeps this up to date.</summary>
/// <param name="Config">The config.</param>
/// <param name="Splits">Its splits.</param>
/// <param name="DownloadBytes">The length of its files.</param>
internal sealed record CardSizes(string Config, IReadOnlyList<SplitSize> Splits, long? DownloadBytes)
{
    /// <summary>How many rows a split has; null where the card does not say.</summary>
    public long? RowsOf(string split) => Splits.FirstOrDefault(s => s.Name == split)?.Rows;

    /// <summary>How many rows these splits have together; null where the card does not say it of each.</summary>
    public long? RowsOf(IReadOnlyList<string> splits) => splits.All(s => RowsOf(s) is not null) ? splits.Sum(s => RowsOf(s)!.Value) : null;
}

/// <summary>How large a split is, as the card says.</summary>
/// <param name="Name">The split.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Bytes">How long they are in memory.</param>
internal sealed record SplitSize(string Name, long? Rows, long? Bytes);
