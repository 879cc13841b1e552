using Quern.Formats;
using Quern.Hub.Layout;

namespace Quern.Hub.Cards;

/// <summary>A split as the card declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Files">Its files.</param>
/// <param name="Paths">How they are named: one by one, or by a pattern.</param>
internal sealed record DeclaredSplit(string Name, IReadOnlyList<CardFile> Files, IReadOnlyList<string> Paths)
{
    /// <summary>How many rows it has; null unless that is known of every file.</summary>
    public long? Rows => Files.Any(static f => f.Rows is null) ? null : Files.Sum(static f => f.Rows);

    /// <summary>The length of its files.</summary>
    public long Bytes => Files.Sum(static f => f.Bytes);
}

/// <summary>
/// The splits that a card can declare of some files, told from their names as the Hub tells them. Declared or not, the Hub
/// loads the same; but once declared, statistics and other JSON that lies about is not taken for rows.
/// </summary>
internal static class DeclaredSplits
{
    // More than this many names hide what a card says.
    private const int MostNames = 50;

    /// <summary>The splits; none where the files hold no rows, or where their names do not allow to declare any.</summary>
    public static IReadOnlyList<DeclaredSplit> Of(IReadOnlyList<CardFile> files, ICollection<string> notes)
    {
        var byPath = files.ToDictionary(static f => f.Path, StringComparer.Ordinal);
        var alike = Alike(files, out var others);
        if (alike.Count == 0)
        {
            return [];
        }

        if (others > 0)
        {
            notes.Add($"The card declares the {alike.Count:N0} {Family(alike[0].Path)} {(alike.Count == 1 ? "file" : "files")} as rows, and not the {others:N0} of other formats: the Hub loads one format.");
        }

        var told = SplitNames.Of([.. alike.Select(static f => new RepoFile(f.Path, f.Bytes, ""))], "");
        var splits = told.Select(s => SplitOf(s.Split, [.. s.Files.Select(f => byPath[f.Path])], files)).ToList();
        if (splits.Sum(static s => s?.Files.Count ?? 0) == alike.Count && splits.TrueForAll(static s => s is not null))
        {
            return [.. splits.OfType<DeclaredSplit>()];
        }

        notes.Add("The card declares no splits, because the names of the files do not tell all of them apart. The Hub goes by the names alone.");
        return [];
    }

    /// <summary>The files that the Hub takes for rows: those of one format, Parquet or else what most of the files are.</summary>
    /// <param name="files">All files.</param>
    /// <param name="others">How many files of rows are of other formats.</param>
    public static List<CardFile> Alike(IReadOnlyList<CardFile> files, out int others)
    {
        var data = files.Where(static f => !FileName.IsHidden(f.Path) && FileName.KindOf(f.Path) != FileKind.Other).ToList();
        var kind = data.Count == 0 ? "" : KindOf(data);
        var alike = data.FindAll(f => Family(f.Path) == kind);
        others = data.Count - alike.Count;
        return alike;
    }

    private static DeclaredSplit? SplitOf(string name, List<CardFile> split, IReadOnlyList<CardFile> all)
    {
        split.Sort(static (a, b) => NaturalOrder.Instance.Compare(a.Path, b.Path));
        if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') || split.Exists(static f => FilePattern.IsPattern(f.Path)))
        {
            return null;
        }

        return split.Count <= MostNames ? new DeclaredSplit(name, split, [.. split.Select(static f => f.Path)])
            : PatternOf(split, all) is { } pattern ? new DeclaredSplit(name, split, [pattern])
            : null;
    }

    // Only a pattern that means these files and no other.
    private static string? PatternOf(List<CardFile> split, IReadOnlyList<CardFile> all)
    {
        var prefix = split.Select(static f => f.Path).Aggregate(static (a, b) => a[..a.AsSpan().CommonPrefixLength(b)]).TrimEnd([.. "0123456789"]);
        var text = prefix + "*" + FileName.EndingOf(split[0].Path);
        var pattern = FilePattern.TryParse(text)!;
        return all.Count(f => f.Path.StartsWith(pattern.Folder, StringComparison.Ordinal) && pattern.Matches(f.Path[pattern.Folder.Length..])) == split.Count
            && split.TrueForAll(f => pattern.Matches(f.Path[pattern.Folder.Length..])) ? text : null;
    }

    private static string KindOf(List<CardFile> data)
        => data.CountBy(static f => Family(f.Path)).OrderByDescending(static k => k.Key == "Parquet").ThenByDescending(static k => k.Value).First().Key;

    private static string Family(string path) => FileName.KindOf(path) switch
    {
        FileKind.Parquet => "Parquet",
        FileKind.Jsonl or FileKind.Json => "JSON",
        FileKind.Csv or FileKind.Tsv => "CSV",
        _ => "text",
    };
}
