using Quern.Rows;

namespace Quern.Hub.Layout;

/// <summary>Chooses which of a dataset's own files hold what a user asks for. It looks at names alone and fetches nothing.</summary>
internal static class FileChoice
{
    /// <summary>The files in the order in which they are read; a fault says what there is where the wish fits nothing.</summary>
    /// <param name="id">The dataset, for messages.</param>
    /// <param name="listing">Every file of the repository.</param>
    /// <param name="card">What its README.md says.</param>
    /// <param name="wish">What is asked for.</param>
    public static ChosenFiles Of(string id, IReadOnlyList<RepoFile> listing, DatasetCard card, FileWish wish)
    {
        if (wish.MaxFiles < 1)
        {
            throw new RecipeFault($"max-files expects a number above 0; found {wish.MaxFiles}.");
        }

        var files = new RepoListing(listing);
        var notes = new List<string>();
        if (files.Unusable > 0)
        {
            notes.Add($"{files.Unusable:N0} {(files.Unusable == 1 ? "path" : "paths")} of the repository cannot be used here (such as '..' or a control character in it), and {(files.Unusable == 1 ? "is" : "are")} left out.");
        }

        if (files.Count == 0)
        {
            throw new RecipeFault($"{id} holds no files{(files.Unusable > 0 ? " whose paths can be used here" : " at this revision")}.");
        }

        return wish.Files.Count > 0 ? Named(id, files, card, wish, notes) : Split(id, files, card, wish, notes);
    }

    /// <summary>Takes the first files where the wish allows no more, and says so.</summary>
    public static IReadOnlyList<RepoFile> First(IReadOnlyList<RepoFile> files, int? most, ICollection<string> notes)
    {
        if (most is not { } count || count >= files.Count)
        {
            return files;
        }

        notes.Add($"The first {count:N0} of {files.Count:N0} files {(count == 1 ? "is" : "are")} read (max-files).");
        return [.. files.Take(count)];
    }

    private static ChosenFiles Named(string id, RepoListing listing, DatasetCard card, FileWish wish, List<string> notes)
    {
        if (wish.Config is not null || wish.Splits.Count > 0)
        {
            notes.Add("Where files are named, config and split are not looked at.");
        }

        var files = WishedFiles.Of(id, listing, wish.Files);
        var field = card.Configs.Count > 0 && card.Configs.All(c => c.Field == card.Configs[0].Field) ? card.Configs[0].Field : null;
        return new ChosenFiles(null, [], First(files, wish.MaxFiles, notes)) { Field = field, Notes = notes };
    }

    private static ChosenFiles Split(string id, RepoListing listing, DatasetCard card, FileWish wish, List<string> notes)
    {
        notes.AddRange(card.Notes);
        var config = ConfigChoice.Of(id, listing, card, wish, notes);
        var layout = SplitLayout.Of(listing, config, notes);
        if (layout.Names.Count == 0)
        {
            throw KindChoice.NothingRead(id, null, [.. listing.Visible(config.Folder).Where(static f => FileName.IsContent(f.Path))]);
        }

        var sizes = card.SizesOf(config.Name);
        var splits = SplitChoice.Of($"The config '{Wording.Shown(config.Name)}' of {id}", layout.Names, wish.Splits, sizes, notes);
        var found = Found(id, config, layout, splits, skipsEmpty: wish.Splits.Contains(SplitChoice.All), notes);
        var files = KindChoice.Of(id, found, notes);
        var taken = First(files, wish.MaxFiles, notes);
        return new ChosenFiles(config.Name, [.. found.Select(static f => f.Split)], taken)
        {
            Field = config.Field,
            Rows = taken.Count == files.Count ? sizes?.RowsOf(splits) : null,
            Notes = notes,
        };
    }

    private static List<(string Split, IReadOnlyList<RepoFile> Files)> Found(
        string id, CardConfig config, SplitLayout layout, IReadOnlyList<string> splits, bool skipsEmpty, ICollection<string> notes)
    {
        var found = splits.Select(s => (Split: s, Files: layout.FilesOf(s))).ToList();
        foreach (var (split, _) in found.Where(static f => f.Files.Count == 0))
        {
            var patterns = config.Splits.First(s => s.Name == split).Patterns;
            var message = $"The dataset card says that split {Wording.Shown(split)} of config '{Wording.Shown(config.Name)}' of {id} lies in {Wording.Some(patterns, 5)}, and no file of the repository is called so.";
            if (!skipsEmpty || found.TrueForAll(static f => f.Files.Count == 0))
            {
                throw new RecipeFault($"{message} Name the files that you want with 'files'.");
            }

            notes.Add($"{message} It is left out.");
        }

        found.RemoveAll(static f => f.Files.Count == 0);
        return found;
    }
}
