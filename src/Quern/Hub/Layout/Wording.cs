using System.Globalization;
using System.Text;

namespace Quern.Hub.Layout;

/// <summary>Names from elsewhere as they may stand in a message: on one line, not too long, with nothing that acts on a terminal.</summary>
internal static class Wording
{
    private const int LongestName = 200;

    /// <summary>A name as it can be shown.</summary>
    public static string Shown(string name)
    {
        if (name.Length <= LongestName && !name.Any(RepoName.IsUnprintable))
        {
            return name;
        }

        var cut = name.Length > LongestName ? name[..LongestName] : name;
        var shown = new StringBuilder(cut.Length);
        foreach (var letter in cut)
        {
            shown.Append(RepoName.IsUnprintable(letter) ? '?' : letter);
        }

        return shown.Append(cut.Length < name.Length ? "..." : "").ToString();
    }

    /// <summary>The first names with commas, and how many more there are.</summary>
    public static string Some(IReadOnlyCollection<string> names, int most)
    {
        var shown = string.Join(", ", names.Take(most).Select(Shown));
        return names.Count > most ? $"{shown} and {names.Count - most:N0} more" : shown;
    }

    /// <summary>How many files there are of each ending, the most frequent first: <c>12 .arrow, 1 .zip</c>.</summary>
    public static string Endings(IEnumerable<RepoFile> files)
    {
        var counts = files.CountBy(static f => FileName.EndingOf(f.Path))
            .OrderByDescending(static e => e.Value).ThenBy(static e => e.Key, StringComparer.Ordinal)
            .Select(static e => e.Key.Length == 0 ? $"{e.Value:N0} without an ending" : $"{e.Value:N0} {e.Key}");
        return Some([.. counts], 6);
    }

    /// <summary>A pattern that names these files, or as near as one pattern can: their common beginning and their ending.</summary>
    public static string PatternOf(IReadOnlyList<RepoFile> files)
    {
        if (files.Count == 1)
        {
            return Shown(files[0].Path);
        }

        var prefix = files.Select(static f => f.Path).Aggregate(static (a, b) => a[..a.AsSpan().CommonPrefixLength(b)]).TrimEnd([.. "0123456789"]);
        var ending = files.Select(static f => FileName.EndingOf(f.Path)).Distinct().Count() == 1 ? FileName.EndingOf(files[0].Path) : "";
        var isDeep = files.Any(f => f.Path.IndexOf('/', prefix.Length) >= 0);
        return Shown(isDeep ? $"{prefix[..(prefix.LastIndexOf('/') + 1)]}**/*{ending}" : $"{prefix}*{ending}");
    }

    /// <summary>A number of rows in words.</summary>
    public static string Rows(long rows) => string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(rows == 1 ? "row" : "rows")}");
}
