using Quern.Formats;
using Quern.Hub.Layout;

namespace Quern.Hub;

/// <summary>A dataset of which is known what will be read.</summary>
/// <param name="Id">The dataset, by the name that was asked for.</param>
/// <param name="Commit">The commit that is read.</param>
/// <param name="Chosen">Which of its files, and why.</param>
/// <param name="Files">The files, ready to be read.</param>
/// <param name="Licence">The licence that its card states; null when it states none.</param>
internal sealed record HubSource(string Id, string Commit, ChosenFiles Chosen, IReadOnlyList<SourceFile> Files, string? Licence)
{
    /// <summary>What the user should know, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
