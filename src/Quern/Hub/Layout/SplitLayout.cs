using Quern.Formats;
using Quern.Rows;

namespace Quern.Hub.Layout;

/// <summary>The splits of a config and the files of each. What the card declares is looked up only when it is asked for.</summary>
internal sealed class SplitLayout
{
    // A card may name thousands of files one by one; but a pattern is held against the listing, and nobody needs so many.
    private const int MostPatterns = 1000;

    private readonly Dictionary<string, Func<IReadOnlyList<RepoFile>>> _splits = new(StringComparer.Ordinal);

    private SplitLayout()
    {
    }

    /// <summary>The splits, in the order of the card or of their first files.</summary>
    public IReadOnlyCollection<string> Names => _splits.Keys;

    /// <summary>Whether the card declares them; otherwise the names of files do.</summary>
    public bool IsDeclared { get; private init; }

    /// <summary>The splits of a config; without any where it has no files that may hold rows.</summary>
    public static SplitLayout Of(RepoListing listing, CardConfig config, ICollection<string> notes)
        => config.Splits.Count > 0 ? Declared(listing, config) : Told(listing, config, notes);

    /// <summary>The files of a split.</summary>
    public IReadOnlyList<RepoFile> FilesOf(string split) => _splits[split]();

    private static SplitLayout Declared(RepoListing listing, CardConfig config)
    {
        if (config.Splits.Sum(static s => s.Patterns.Count(FilePattern.IsPattern)) > MostPatterns)
        {
            throw new RecipeFault($"The dataset card names the files of config '{Wording.Shown(config.Name)}' with more than {MostPatterns:N0} patterns. Name the files that you want with 'files'.");
        }

        var layout = new SplitLayout { IsDeclared = true };
        foreach (var split in config.Splits)
        {
            layout._splits[split.Name] = () => Matching(listing, config.Folder, split.Patterns);
        }

        return layout;
    }

    // Patterns are meant from the folder of the config; cards that mean them from the root exist all the same.
    private static List<RepoFile> Matching(RepoListing listing, string folder, IReadOnlyList<string> patterns)
    {
        var files = new Dictionary<string, RepoFile>(StringComparer.Ordinal);
        foreach (var pattern in patterns.Distinct(StringComparer.Ordinal))
        {
            var found = folder.Length > 0 ? listing.Match($"{folder}/{RepoListing.Plain(pattern)}") : [];
            foreach (var file in found.Count > 0 ? found : listing.Match(pattern))
            {
                files.TryAdd(file.Path, file);
            }
        }

        return [.. files.Values];
    }

    private static SplitLayout Told(RepoListing listing, CardConfig config, ICollection<string> notes)
    {
        var data = listing.Visible(config.Folder).Where(static f => FileName.KindOf(f.Path) != FileKind.Other).ToList();
        var layout = new SplitLayout();
        var taken = 0;
        foreach (var (split, files) in SplitNames.Of(data, config.Folder))
        {
            layout._splits[split] = () => files;
            taken += files.Count;
        }

        if (taken < data.Count)
        {
            var known = layout._splits.Values.SelectMany(static s => s()).Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
            var others = data.Select(static f => f.Path).Where(p => !known.Contains(p)).Order(NaturalOrder.Instance).ToList();
            notes.Add($"By their names, {others.Count:N0} other data {(others.Count == 1 ? "file belongs" : "files belong")} to no split: {Wording.Some(others, 3)}. Read them with 'files'.");
        }

        return layout;
    }
}
