using Quern.Hub;
using Quern.Hub.Layout;
using Quern.Running;

namespace Quern.Recipes;

/// <summary>
/// What a run folder's sources on the Hub were when it began: the commit and the files of each. A run that goes on, or is
/// run again, reads the same bytes, whatever the Hub's branches have become; and it has nothing to ask.
/// </summary>
/// <param name="Sources">The sources.</param>
internal sealed record PinnedSources(IReadOnlyList<PinnedSource> Sources)
{
    /// <summary>What a run folder holds; nothing when it is new.</summary>
    public static PinnedSources In(string folder) => RunJson.TryRead<PinnedSources>(RunFolder.SourcesOf(folder)) ?? new PinnedSources([]);

    /// <summary>The source that a request became; null when it is a new one.</summary>
    public PinnedSource? Find(HubRequest request) => Sources.FirstOrDefault(s => s.Request == request.Text);

    /// <summary>Keeps them, when they are not what the folder holds.</summary>
    public void Save(string folder)
    {
        if (Sources.Count > 0 && !RunJson.Is(RunFolder.SourcesOf(folder), this))
        {
            RunJson.Write(RunFolder.SourcesOf(folder), this);
        }
    }
}

/// <summary>A source on the Hub as it was found.</summary>
/// <param name="Request">What was asked for, in one line.</param>
/// <param name="Hub">The dataset.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Config">The config; null where patterns decided.</param>
/// <param name="Splits">The splits.</param>
/// <param name="Files">The files, in their order.</param>
/// <param name="RowsKey">The key under which a document holds its rows.</param>
/// <param name="Rows">How many rows there are said to be.</param>
/// <param name="Licence">The licence that the card states.</param>
internal sealed record PinnedSource(
    string Request, string Hub, string Commit, string? Config, IReadOnlyList<string> Splits, IReadOnlyList<RepoFile> Files, string? RowsKey, long? Rows, string? Licence)
{
    /// <summary>What a request became.</summary>
    public static PinnedSource Of(HubRequest request, HubSource source) => new(
        request.Text, source.Id, source.Commit, source.Chosen.Config, source.Chosen.Splits, source.Chosen.Files, source.Chosen.Field, source.Chosen.Rows, source.Licence);

    /// <summary>The source, without asking the Hub.</summary>
    public HubSource Open(HubDatasets hub)
        => hub.Reopen(Hub, Commit, new ChosenFiles(Config, Splits, Files) { Field = RowsKey, Rows = Rows }, Licence);
}
