using System.Buffers;

namespace Quern.Hub.Layout;

/// <summary>
/// Tells splits from the names of files where the card is silent, by the Hub's rules in their order: files named
/// <c>data/SPLIT-00000-of-00003.…</c>; then folders, then files with a telling word in their names; otherwise all is train.
/// Letters may be large or small: a file Test.csv is not to be trained on because of its T.
/// </summary>
internal static class SplitNames
{
    private const string Train = "train";

    private static readonly (string Word, string Split)[] Words =
    [
        ("train", Train), ("training", Train),
        ("validation", "validation"), ("valid", "validation"), ("dev", "validation"), ("val", "validation"),
        ("test", "test"), ("testing", "test"), ("eval", "test"), ("evaluation", "test"),
    ];

    private static readonly SearchValues<char> BetweenWords = SearchValues.Create("-._ 0123456789");

    /// <summary>The splits of these files; what belongs to none is missing.</summary>
    /// <param name="files">The files.</param>
    /// <param name="folder">The folder of the config, without slashes at its ends; empty for the whole repository.</param>
    public static IReadOnlyList<(string Split, IReadOnlyList<RepoFile> Files)> Of(IReadOnlyList<RepoFile> files, string folder)
    {
        var start = folder.Length == 0 ? 0 : folder.Length + 1;
        Func<RepoFile, string?>[] rules =
        [
            f => OfShard(f.Path[start..], "data/"),
            f => folder.Length > 0 ? OfShard(f.Path[start..], "") : null,
            f => OfFolders(f.Path[start..]),
            f => OfWord(FileName.NameOf(f.Path), endsToo: false),
            static _ => Train,
        ];
        return rules.Select(r => Grouped(files, r)).FirstOrDefault(static g => g.Count > 0) ?? [];
    }

    /// <summary>The split that a file's name tells; null where it tells none.</summary>
    public static string? TellingOf(string name) => OfShard(name, "") ?? OfWord(name, endsToo: false);

    /// <summary>The split that a folder's name tells; null where it tells none.</summary>
    public static string? TellingOfFolder(string name) => OfWord(name, endsToo: true);

    private static List<(string Split, IReadOnlyList<RepoFile> Files)> Grouped(IReadOnlyList<RepoFile> files, Func<RepoFile, string?> rule)
        => [.. files.Select(f => (File: f, Split: rule(f))).Where(static f => f.Split is not null)
            .GroupBy(static f => f.Split!, static f => f.File, StringComparer.Ordinal)
            .Select(static g => (g.Key, (IReadOnlyList<RepoFile>)[.. g]))];

    // SPLIT-00000-of-00003, then anything with an ending.
    private static string? OfShard(string path, string folder)
    {
        if (!path.StartsWith(folder, StringComparison.Ordinal) || path.IndexOf('/', folder.Length) >= 0)
        {
            return null;
        }

        var name = path[folder.Length..];
        var of = name.LastIndexOf("-of-", StringComparison.Ordinal);
        return of >= 7 && name[of - 6] == '-' && AreDigits(name.AsSpan(of - 5, 5)) && name.Length > of + 10
            && AreDigits(name.AsSpan(of + 4, 5)) && name.IndexOf('.', of + 9) >= 0
            ? name[..(of - 6)]
            : null;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    // The folder nearest to the file says most.
    private static string? OfFolders(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0;)
        {
            var begin = path.LastIndexOf('/', end - 1) + 1;
            if (OfWord(path[begin..end], endsToo: true) is { } split)
            {
                return split;
            }

            end = begin - 1;
        }

        return null;
    }

    // The first telling word. A file's name goes on after it, with its ending if with nothing else.
    private static string? OfWord(string name, bool endsToo)
    {
        var best = (At: int.MaxValue, Split: (string?)null);
        foreach (var (word, split) in Words)
        {
            var at = Find(name, word, endsToo);
            best = at >= 0 && at < best.At ? (at, split) : best;
        }

        return best.Split;
    }

    private static int Find(string name, string word, bool endsToo)
    {
        for (var at = 0; (at = name.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + word.Length;
            var begins = at == 0 || BetweenWords.Contains(name[at - 1]);
            if (begins && (end == name.Length ? endsToo : BetweenWords.Contains(name[end])))
            {
                return at;
            }
        }

        return -1;
    }
}
