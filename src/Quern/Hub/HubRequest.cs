using Quern.Hub.Layout;
using Quern.Hub.Registry;

namespace Quern.Hub;

/// <summary>
/// What somebody wrote about a dataset of the Hub. What they left open, the registry fills in where it knows the dataset, and
/// the dataset's own card where it does not.
/// </summary>
/// <param name="Dataset">The dataset, as far as it is known.</param>
internal sealed record HubRequest(KnownDataset Dataset)
{
    /// <summary>The config.</summary>
    public string? Config { get; init; }

    /// <summary>The splits.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>A branch, tag or commit.</summary>
    public string? Revision { get; init; }

    /// <summary>Patterns of paths in the repository.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>How many files are taken at the most.</summary>
    public int? MaxFiles { get; init; }

    /// <summary>The key under which JSON documents hold the rows.</summary>
    public string? Field { get; init; }

    /// <summary>Whether somebody said more than the name.</summary>
    public bool IsSpecific => Config is not null || Splits.Count > 0 || Files.Count > 0;

    /// <summary>What is asked of the Hub.</summary>
    public HubWish Wish => new(Dataset.Hub)
    {
        Revision = Revision ?? Dataset.Revision,
        Native = Dataset.Native,
        RowsKey = Field ?? Dataset.Field,
        Files = Files.Count == 0 && KnownFiles is { Count: > 0 } known
            ? new FileWish { Files = known, MaxFiles = MaxFiles }
            : new FileWish
            {
                Config = Config,
                UsualConfig = Dataset.Config,
                Splits = Splits.Count > 0 || Config is not null || Dataset.Split is null ? Splits : [Dataset.Split],
                Files = Files,
                MaxFiles = MaxFiles,
            },
    };

    /// <summary>The request in one line that is the same for the same meaning.</summary>
    public string Text
    {
        get
        {
            var wish = Wish;
            return string.Join(' ', [
                wish.Id, wish.Revision ?? RepoName.Main, wish.Native ? "native" : "any",
                $"config={wish.Files.Config ?? wish.Files.UsualConfig}", $"splits={string.Join(',', wish.Files.Splits)}",
                $"files={string.Join(',', wish.Files.Files)}", $"max-files={wish.Files.MaxFiles}", $"field={wish.RowsKey}"]);
        }
    }

    // The registry's files hold its own config, and the splits that it knows.
    private IReadOnlyList<string> KnownFiles => Config is not null ? []
        : Splits.Count == 0 ? Dataset.FilesOf()
        : Splits.All(s => Dataset.Splits.Any(k => k.Name == s && k.Files.Count > 0)) ? [.. Splits.SelectMany(s => Dataset.FilesOf(s))]
        : Splits is [var only] && only == Dataset.Split ? Dataset.FilesOf()
        : [];
}
