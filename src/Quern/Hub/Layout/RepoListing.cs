using Quern.Formats;

namespace Quern.Hub.Layout;

/// <summary>
/// The files of a repository that can be used, found by path, folder or pattern. A listing comes from elsewhere: a path that
/// leads out of the repository, or cannot be shown, is left out here, once for all.
/// </summary>
internal sealed class RepoListing
{
    // Sorted, so that what begins alike stands together; patterns of a card are many, and each looks at its own part only.
    private readonly RepoFile[] _files;
    private readonly Dictionary<string, RepoFile> _byPath = new(StringComparer.Ordinal);

    /// <summary>Takes the usable files of a listing.</summary>
    public RepoListing(IReadOnlyList<RepoFile> files)
    {
        foreach (var file in files)
        {
            if (!FileName.IsUsable(file.Path))
            {
                Unusable++;
            }
            else
            {
                _byPath.TryAdd(file.Path, file);
            }
        }

        _files = [.. _byPath.Values.OrderBy(static f => f.Path, StringComparer.Ordinal)];
    }

    /// <summary>How many paths cannot be used.</summary>
    public int Unusable { get; }

    /// <summary>How many files there are.</summary>
    public int Count => _files.Length;

    /// <summary>A pattern without a leading <c>./</c>, as the paths of a listing are.</summary>
    public static string Plain(string pattern) => pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern;

    /// <summary>All files below a folder that are not hidden, whatever they hold.</summary>
    /// <param name="folder">The folder without slashes at its ends; empty for all.</param>
    public IEnumerable<RepoFile> Visible(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        return Beginning(prefix).Where(f => !FileName.IsHidden(f.Path[prefix.Length..]));
    }

    /// <summary>Whether a folder holds a file that may hold rows.</summary>
    public bool HasData(string folder) => Visible(folder).Any(static f => FileName.KindOf(f.Path) != FileKind.Other);

    /// <summary>The files that a path, a folder or a pattern names, in their natural order; empty when there are none.</summary>
    public IReadOnlyList<RepoFile> Match(string pattern)
    {
        pattern = Plain(pattern);
        if (_byPath.TryGetValue(pattern, out var named))
        {
            return [named];
        }

        var folder = pattern.TrimEnd('/');
        if (folder.Length > 0 && Beginning(folder + "/").Any())
        {
            return Ordered(Visible(folder));
        }

        return IsWithinReason(pattern) && FilePattern.TryParse(pattern) is { } wildcards
            ? Ordered(Beginning(wildcards.Prefix).Where(f => wildcards.Matches(f.Path[wildcards.Folder.Length..]) && !IsAside(f.Path, pattern)))
            : [];
    }

    // What a pattern costs grows with its stars. No name of a file needs this many; a hostile card could ask for them.
    private static bool IsWithinReason(string pattern) => pattern.Length <= FileName.LongestPath && pattern.Count(static c => c == '*') <= 32;

    // Folders such as __pycache__ are meant only by a pattern that speaks of such a folder itself.
    private static bool IsAside(string path, string pattern)
        => path.Contains("__", StringComparison.Ordinal) && FileName.IsHidden(path)
            && !pattern.StartsWith('.') && !pattern.StartsWith("__", StringComparison.Ordinal)
            && !pattern.Contains("/.", StringComparison.Ordinal) && !pattern.Contains("/__", StringComparison.Ordinal);

    private static List<RepoFile> Ordered(IEnumerable<RepoFile> files) => [.. files.OrderBy(static f => f.Path, NaturalOrder.Instance)];

    private IEnumerable<RepoFile> Beginning(string prefix)
    {
        var (low, high) = (0, _files.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(_files[middle].Path, prefix) < 0 ? (middle + 1, high) : (low, middle);
        }

        for (; low < _files.Length && _files[low].Path.StartsWith(prefix, StringComparison.Ordinal); low++)
        {
            yield return _files[low];
        }
    }
}
