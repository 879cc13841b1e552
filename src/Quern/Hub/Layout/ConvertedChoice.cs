namespace Quern.Hub.Layout;

/// <summary>
/// Chooses among the Parquet files that the Hub made of a dataset, on the branch <c>refs/convert/parquet</c>:
/// <c>CONFIG/SPLIT/0000.parquet</c>. Of a large dataset only a beginning is converted, in a folder <c>partial-SPLIT</c>; that is
/// never taken, because rows would be missing.
/// </summary>
internal static class ConvertedChoice
{
    private const string Partial = "partial-";

    /// <summary>The files; null when the branch does not have all that is asked for.</summary>
    /// <param name="id">The dataset, for messages.</param>
    /// <param name="listing">Every file of the branch.</param>
    /// <param name="card">What the dataset's README.md says: its default config, and how many rows there are.</param>
    /// <param name="wish">What is asked for.</param>
    /// <param name="notes">Takes what the user should know even where nothing is chosen.</param>
    public static ChosenFiles? Of(string id, IReadOnlyList<RepoFile> listing, DatasetCard card, FileWish wish, ICollection<string> notes)
    {
        var configs = Configs(listing);
        if (ConfigOf(configs, card, wish) is not { } config || !configs.TryGetValue(config, out var folders))
        {
            return null;
        }

        var partial = folders.Keys.Where(static f => f.StartsWith(Partial, StringComparison.Ordinal)).Select(static f => f[Partial.Length..]).ToHashSet(StringComparer.Ordinal);
        var names = folders.Keys.Where(f => !f.StartsWith(Partial, StringComparison.Ordinal)).Union(partial, StringComparer.Ordinal).ToList();
        if (!SplitChoice.IsClear(names, wish.Splits))
        {
            return null;
        }

        var said = new List<string>();
        var sizes = card.SizesOf(config);
        var splits = SplitChoice.Of($"The config '{Wording.Shown(config)}' of {id}", names, wish.Splits, sizes, said);
        if (splits.Any(partial.Contains))
        {
            notes.Add("The Hub has converted only a part of the dataset to Parquet, so its own files are read.");
            return null;
        }

        var files = splits.SelectMany(s => folders[s].OrderBy(static f => f.Path, NaturalOrder.Instance)).ToList();
        var taken = FileChoice.First(files, wish.MaxFiles, said);
        return new ChosenFiles(config, splits, taken)
        {
            IsConverted = true,
            Rows = taken.Count == files.Count ? sizes?.RowsOf(splits) : null,
            Notes = said,
        };
    }

    private static Dictionary<string, Dictionary<string, List<RepoFile>>> Configs(IReadOnlyList<RepoFile> listing)
    {
        var configs = new Dictionary<string, Dictionary<string, List<RepoFile>>>(StringComparer.Ordinal);
        foreach (var file in new RepoListing(listing).Visible("").Where(static f => FileName.KindOf(f.Path) == FileKind.Parquet))
        {
            if (file.Path.Split('/') is not [var config, var split, _])
            {
                continue;
            }

            var splits = configs.TryGetValue(config, out var known) ? known : configs[config] = new(StringComparer.Ordinal);
            var files = splits.TryGetValue(split, out var list) ? list : splits[split] = [];
            files.Add(file);
        }

        return configs;
    }

    // Where the card declares configs and none is the default, the branch cannot know better.
    private static string? ConfigOf(Dictionary<string, Dictionary<string, List<RepoFile>>> configs, DatasetCard card, FileWish wish)
    {
        if (wish.Config is not null)
        {
            return wish.Config;
        }

        if (wish.UsualConfig is { } usual && configs.ContainsKey(usual))
        {
            return usual;
        }

        return card.Configs.Count > 0 ? card.DefaultConfig?.Name
            : configs.Count == 1 ? configs.Keys.First()
            : CardConfig.Default;
    }
}
