namespace Quern.Hub.Registry;

/// <summary>
/// What is known of a dataset on the Hub: where its rows lie, what they look like, how many there are, and under which
/// licence they stand according to the dataset itself. One dataset may have several entries, one for each part that is read by itself.
/// </summary>
internal sealed record KnownDataset
{
    /// <summary>What users call it: lower-case words with hyphens; of a dataset that is not listed, its id.</summary>
    public required string Name { get; init; }

    /// <summary>Its id on the Hub, <c>org/name</c>.</summary>
    public required string Hub { get; init; }

    /// <summary>The config that is read; null where the dataset's own rule decides.</summary>
    public string? Config { get; init; }

    /// <summary>The splits that are known, in their order.</summary>
    public IReadOnlyList<KnownSplit> Splits { get; init; } = [];

    /// <summary>The split that is read unless another is asked for; null where none is known.</summary>
    public string? Split { get; init; }

    /// <summary>Patterns of the files that hold the rows, whatever the split; empty where config and split say enough.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether the files must be read as they were uploaded: the Hub's own conversion to Parquet changes or loses rows.</summary>
    public bool Native { get; init; }

    /// <summary>How rows lie in the files, a word of <see cref="RegistryWords.Layouts"/>.</summary>
    public string Layout { get; init; } = RegistryWords.Unknown;

    /// <summary>The key under which a JSON document holds the rows.</summary>
    public string? Field { get; init; }

    /// <summary>What a row looks like, a word of <see cref="RegistryWords.Families"/>.</summary>
    public string Family { get; init; } = RegistryWords.Unknown;

    /// <summary>The field that holds a label.</summary>
    public string? LabelField { get; init; }

    /// <summary>What the values of the label mean.</summary>
    public IReadOnlyList<KnownLabel> Labels { get; init; } = [];

    /// <summary>The licence that the dataset states; <c>unknown</c> where none was seen.</summary>
    public string Licence { get; init; } = RegistryWords.Unknown;

    /// <summary>What the licence's name does not say.</summary>
    public string? LicenceNote { get; init; }

    /// <summary>Whether the licence excludes commercial use.</summary>
    public bool NonCommercial { get; init; }

    /// <summary>Whether the Hub gives it only to users who accepted its terms.</summary>
    public bool Gated { get; init; }

    /// <summary>What the form asks before access is given.</summary>
    public string? GateAsks { get; init; }

    /// <summary>The branch, tag or commit that is read; null means the newest.</summary>
    public string? Revision { get; init; }

    /// <summary>Whether these facts were read in the dataset's own pages or in programs that read it, rather than remembered or inferred.</summary>
    public bool Seen { get; init; }

    /// <summary>What a user must know.</summary>
    public string? Note { get; init; }

    /// <summary>The groups it belongs to, beside the one of all.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The split that is read unless another is asked for, with its rows; null where none is known.</summary>
    public KnownSplit? DefaultSplit => SplitOf(Split);

    /// <summary>A dataset of which nothing but the id is known.</summary>
    public static KnownDataset Unlisted(string hub) => new() { Name = hub, Hub = hub };

    /// <summary>Patterns of the files that hold a split (the default one for null); empty where config and split say enough.</summary>
    public IReadOnlyList<string> FilesOf(string? split = null)
        => SplitOf(split ?? Split) is { Files.Count: > 0 } own ? own.Files : Files;

    private KnownSplit? SplitOf(string? name) => Splits.FirstOrDefault(s => s.Name == name);
}

/// <summary>What a value of a label means.</summary>
/// <param name="Value">The value, as text.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record KnownLabel(string Value, string Meaning);
