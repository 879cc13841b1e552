using Quern.Formats.Selecting;
using Quern.Hub;
using Quern.Hub.Registry;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>What is taken of the datasets that are pulled.</summary>
internal sealed record PullOptions : StepOptions
{
    [Option("How many rows are taken of each dataset at the most; only the files that this needs are fetched.")]
    public long? Max { get; init; }

    [Option("Keep the rows for which this SQL condition holds, such as \"language = 'English'\".")]
    public string? Where { get; init; }

    [Option("Keep only these fields.")]
    public IReadOnlyList<string>? Columns { get; init; }

    [Option("The config. Without it: the one that the registry or the dataset's card says.")]
    public string? Config { get; init; }

    [Option("The split; all is every one. Without it: train, where there is one.")]
    public IReadOnlyList<string>? Split { get; init; }

    [Option("A branch, tag or commit. Without it: the newest.")]
    public string? Revision { get; init; }

    [Option("Patterns of the dataset's files; they alone decide then.")]
    public IReadOnlyList<string>? Files { get; init; }

    [Option("How many files are read at the most.")]
    public int? MaxFiles { get; init; }

    [Option("Write the rows of all datasets into this one file, each with source_dataset.", Value = "FILE")]
    public string? Combine { get; init; }

    [Option("A list of datasets of your own, YAML, beside those that are known.", Value = "FILE")]
    public string? Datasets { get; init; }

    private const string EmptyWhere = "--where is empty; it is a condition in SQL, such as \"language = 'English'\".";

    public override IEnumerable<string> Check()
    {
        if (Max < 1)
        {
            yield return $"--max cannot be {Max}; it is a number of rows from 1 on.";
        }

        if (MaxFiles < 1)
        {
            yield return $"--max-files cannot be {MaxFiles}; it is a number of files from 1 on.";
        }

        if (Revision is not null && !RepoName.IsRevision(Revision))
        {
            yield return $"--revision cannot be '{Revision}'; it is a branch, a tag or a commit.";
        }

        if (Where is not null && (string.IsNullOrWhiteSpace(Where) ? EmptyWhere : Condition.FaultOf(Where)) is { } fault)
        {
            yield return fault;
        }
    }

    /// <summary>Options that only make sense for one dataset, and were given.</summary>
    public IEnumerable<string> ForOne => new (string Name, bool Given)[]
    {
        ("--config", Config is not null), ("--revision", Revision is not null), ("--files", Files is not null),
    }.Where(static o => o.Given).Select(static o => o.Name);

    /// <summary>What is asked of a dataset.</summary>
    public HubRequest RequestOf(KnownDataset dataset) => new(dataset)
    {
        Config = Config,
        Splits = Split ?? [],
        Revision = Revision,
        Files = Files ?? [],
        MaxFiles = MaxFiles,
    };
}
