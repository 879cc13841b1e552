using Quern.Rows;

namespace Quern.Hub.Layout;

/// <summary>The files that a user names by pattern, path or folder. A file named in full is taken unless its name says that it is of no use.</summary>
internal static class WishedFiles
{
    private const int ShownFiles = 10;

    /// <summary>The files in the order of the patterns, each once; a fault for every pattern that names none.</summary>
    public static IReadOnlyList<RepoFile> Of(string id, RepoListing listing, IReadOnlyList<string> patterns)
    {
        var files = new Dictionary<string, RepoFile>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var pattern in patterns)
        {
            var found = listing.Match(pattern);
            var isNamed = found.Count == 1 && found[0].Path == RepoListing.Plain(pattern);
            var taken = found.Where(f => isNamed ? !FileName.IsForeign(f.Path) : FileName.KindOf(f.Path) != FileKind.Other).ToList();
            if (taken.Count == 0)
            {
                faults.Add(Fault(id, listing, pattern, found));
            }

            foreach (var file in taken)
            {
                files.TryAdd(file.Path, file);
            }
        }

        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }

        return OfOneKind(id, [.. files.Values]);
    }

    private static List<RepoFile> OfOneKind(string id, List<RepoFile> files)
    {
        var kinds = files.Select(static f => FileName.KindOf(f.Path)).Distinct().Count();
        return kinds == 1
            ? files
            : throw new RecipeFault($"The patterns under 'files' name files of several formats in {id}: {Wording.Endings(files)}. Name those of one, and read the others as a source of their own.");
    }

    private static string Fault(string id, RepoListing listing, string pattern, IReadOnlyList<RepoFile> found)
    {
        if (found.Count > 0)
        {
            return $"'{Wording.Shown(pattern)}' names only files in {id} that are not read here: {Wording.Endings(found)}; read are {FileName.Readable}.";
        }

        var data = listing.Visible("").Where(static f => FileName.KindOf(f.Path) != FileKind.Other).Select(static f => f.Path).ToList();
        var near = Suggestion.Sentence(pattern, data.Take(2000));
        return data.Count == 0
            ? $"'{Wording.Shown(pattern)}' names no file in {id}, and no other file there is read here."
            : $"'{Wording.Shown(pattern)}' names no file in {id}.{near} Its data files: {Wording.Some([.. data.Order(NaturalOrder.Instance)], ShownFiles)}.";
    }
}
