using Quern.Rows;

namespace Quern.Hub.Layout;

/// <summary>
/// Chooses the config: the wished one, else the usual one, else the only one, else the default. A dataset whose card declares
/// none has the config <c>default</c>, which is all of it; another name then means the folder of that name, in the root or in
/// <c>data/</c>, so that parts of different shape can be told apart.
/// </summary>
internal static class ConfigChoice
{
    private const int ShownConfigs = 20;

    // Comparing words costs; what is far down a list of thousands is seldom meant.
    private const int ComparedConfigs = 2000;

    /// <summary>The config to read; a fault when none is meant clearly.</summary>
    public static CardConfig Of(string id, RepoListing listing, DatasetCard card, FileWish wish, ICollection<string> notes)
    {
        if (wish.Config is { } wished)
        {
            return card.Configs.Count > 0 ? Declared(id, card, wished) : Undeclared(id, listing, card, wished, notes);
        }

        if (card.Configs.Count == 0)
        {
            return new CardConfig(CardConfig.Default);
        }

        return Usual(card, wish, notes) ?? card.DefaultConfig
            ?? throw new RecipeFault($"{id} has several configs, and none is the default. Name one with 'config': {Names(card)}.");
    }

    /// <summary>A sentence that tells which configs there are.</summary>
    public static string Known(string wished, IReadOnlyCollection<string> names)
        => $"{Suggestion.Sentence(wished, names.Take(ComparedConfigs))} It has: {Wording.Some(names, ShownConfigs)}.";

    private static CardConfig? Usual(DatasetCard card, FileWish wish, ICollection<string> notes)
    {
        var usual = card.Configs.FirstOrDefault(c => c.Name == wish.UsualConfig);
        if (usual is null && wish.UsualConfig is { } name && card.DefaultConfig is { } other)
        {
            notes.Add($"The config that is usually read, '{Wording.Shown(name)}', is not there any more; '{Wording.Shown(other.Name)}' is read.");
        }

        return usual;
    }

    private static CardConfig Declared(string id, DatasetCard card, string wished)
        => card.Configs.FirstOrDefault(c => c.Name == wished)
            ?? throw new RecipeFault($"{id} has no config '{Wording.Shown(wished)}'.{Known(wished, [.. card.Configs.Select(static c => c.Name)])}");

    private static CardConfig Undeclared(string id, RepoListing listing, DatasetCard card, string wished, ICollection<string> notes)
    {
        if (wished == CardConfig.Default || (card.Sizes.Count == 1 && card.Sizes[0].Config == wished))
        {
            return new CardConfig(wished);
        }

        var folder = new[] { wished, "data/" + wished }.Select(static f => f.Trim('/')).FirstOrDefault(f => f.Length > 0 && listing.HasData(f));
        if (folder is null)
        {
            throw new RecipeFault($"{id} declares no configs and has no folder '{Wording.Shown(wished)}' with data.{Known(wished, [CardConfig.Default, .. Folders(listing)])}");
        }

        notes.Add($"The dataset card declares no configs; '{Wording.Shown(wished)}' is the folder {Wording.Shown(folder)}/.");
        return new CardConfig(wished) { Folder = folder };
    }

    // Folders with data, and those in them; below that they are no parts of a dataset any more.
    private static IEnumerable<string> Folders(RepoListing listing) => listing.Visible("")
        .Where(static f => FileName.KindOf(f.Path) != FileKind.Other)
        .SelectMany(static f => Beginnings(f.Path))
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Beginnings(string path)
    {
        for (var (end, depth) = (path.IndexOf('/', StringComparison.Ordinal), 0); end > 0 && depth < 2; end = path.IndexOf('/', end + 1), depth++)
        {
            yield return path[..end];
        }
    }

    private static string Names(DatasetCard card) => Wording.Some([.. card.Configs.Select(static c => c.Name)], ShownConfigs);
}
