using Quern.Rows;

namespace Quern.Hub.Layout;

/// <summary>
/// Chooses one kind of file for all splits: Parquet where every split has it, otherwise the kind with the most files. Kinds
/// are never mixed: the same rows often lie in a repository in two formats, and would be read twice.
/// </summary>
internal static class KindChoice
{
    /// <summary>The files of one kind, split by split; a fault when the splits have none in common.</summary>
    public static IReadOnlyList<RepoFile> Of(string id, IReadOnlyList<(string Split, IReadOnlyList<RepoFile> Files)> splits, ICollection<string> notes)
    {
        var kinds = splits.Select(static s => s.Files.CountBy(static f => FileName.KindOf(f.Path)).Where(static k => k.Key != FileKind.Other).ToDictionary()).ToList();
        for (var i = 0; i < splits.Count; i++)
        {
            if (kinds[i].Count == 0)
            {
                throw NothingRead(id, splits[i].Split, splits[i].Files);
            }
        }

        var common = kinds[0].Keys.Where(k => kinds.TrueForAll(s => s.ContainsKey(k))).ToList();
        if (common.Count == 0)
        {
            var formats = splits.Select(static s => $"{Wording.Shown(s.Split)} has {Wording.Endings(s.Files)}");
            throw new RecipeFault($"The splits of {id} are of different formats: {string.Join("; ", formats)}. Read each as a source of its own.");
        }

        var best = common.OrderBy(static k => k != FileKind.Parquet).ThenByDescending(k => kinds.Sum(s => s[k])).ThenBy(static k => k).First();
        return Taken(splits, best, notes);
    }

    /// <summary>The fault of files of which none is read.</summary>
    public static RecipeFault NothingRead(string id, string? split, IReadOnlyCollection<RepoFile> found)
    {
        var what = split is null ? $"{id} holds no file that is read here" : $"The split {Wording.Shown(split)} of {id} holds no file that is read here";
        return new RecipeFault($"{what}: found {(found.Count == 0 ? "nothing" : Wording.Endings(found))}; read are {FileName.Readable}. The Hub may hold it as Parquet on the branch refs/convert/parquet.");
    }

    private static List<RepoFile> Taken(IReadOnlyList<(string Split, IReadOnlyList<RepoFile> Files)> splits, FileKind kind, ICollection<string> notes)
    {
        var taken = new List<RepoFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var others = new List<RepoFile>();
        foreach (var (_, files) in splits)
        {
            var alike = files.Where(f => FileName.KindOf(f.Path) == kind).ToList();
            var once = WithoutTwins(alike);
            taken.AddRange(once.Where(f => seen.Add(f.Path)).OrderBy(static f => f.Path, NaturalOrder.Instance));
            others.AddRange(files.Where(f => FileName.KindOf(f.Path) is not FileKind.Other and var k && k != kind));
            if (once.Count < alike.Count)
            {
                notes.Add($"{alike.Count - once.Count:N0} .gz {(alike.Count - once.Count == 1 ? "file lies" : "files lie")} beside the same file uncompressed and {(alike.Count - once.Count == 1 ? "is" : "are")} not read again.");
            }
        }

        if (others.Count > 0)
        {
            // A pattern over several formats would be refused in its turn.
            var kinds = others.GroupBy(static f => FileName.KindOf(f.Path)).ToList();
            var how = $"read them with files: '{Wording.PatternOf([.. kinds[0]])}'";
            notes.Add($"Of several formats one is read: {Wording.Endings(taken)}. Left out: {Wording.Endings(others)}; {(kinds.Count == 1 ? how : how + ", or another of these formats")}.");
        }

        return taken;
    }

    private static List<RepoFile> WithoutTwins(List<RepoFile> files)
    {
        var paths = files.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
        return files.FindAll(f => !f.Path.EndsWith(".gz", StringComparison.Ordinal) || !paths.Contains(f.Path[..^3]));
    }
}
