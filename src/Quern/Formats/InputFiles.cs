using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Turns what a user names (files, folders, patterns, <c>-</c>) into files to read, each recognised by its content. A
/// folder or pattern does not mean hidden files, nor what stands beside data: our own statistics and rejects, and what
/// describes a dataset. A file named in full is always taken.
/// </summary>
internal static class InputFiles
{
    private static readonly string[] Readable = [".jsonl", ".ndjson", ".json", ".parquet", ".csv", ".tsv", ".txt"];

    /// <summary>All files that the patterns name, in order. Faults are added to the list, one sentence each.</summary>
    public static IReadOnlyList<InputFile> Expand(IEnumerable<string> patterns, ICollection<string> faults)
        => [.. ExpandEach(patterns, faults).SelectMany(static f => f)];

    /// <summary>The files that each of the patterns names. A pipe cannot be recognised twice, so this is done once for all.</summary>
    public static IReadOnlyList<IReadOnlyList<InputFile>> ExpandEach(IEnumerable<string> patterns, ICollection<string> faults)
    {
        var named = patterns.ToList();
        if (named.Count(static p => p == "-") > 1)
        {
            faults.Add("Standard input (-) is named twice, but can be read only once.");
            named.RemoveAll(static p => p == "-");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. named.Select(pattern => Expand(pattern, seen, faults))];
    }

    private static IReadOnlyList<InputFile> Expand(string pattern, HashSet<string> seen, ICollection<string> faults)
    {
        var files = new List<InputFile>();
        foreach (var path in PathsOf(pattern, faults))
        {
            if (seen.Add(Path.GetFullPath(path)))
            {
                Add(path, files, faults);
            }
            else
            {
                faults.Add($"{path} is named twice; its rows would count twice.");
            }
        }

        return files;
    }

    /// <summary>The files of rows that lie in a folder itself, by their names.</summary>
    public static IReadOnlyList<string> DirectlyIn(string folder)
        => Sorted(Directory.EnumerateFiles(folder).Where(static p => !Path.GetFileName(p).StartsWith('.') && !IsBesideData(p) && IsReadable(p)));

    /// <summary>Recognises one file. A pipe stays open, because its first bytes cannot be had again.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">What it is called, when that is not its path.</param>
    public static InputFile Recognise(string path, string? name = null)
    {
        var source = ByteSource.Open(path, name);
        var isFile = source.CanBeReadAgain;
        try
        {
            return Recognise(source, path, isFile ? new FileInfo(path).Length : 0);
        }
        finally
        {
            if (isFile)
            {
                source.Dispose();
            }
        }
    }

    /// <summary>Recognises what a source of bytes holds; one that cannot be opened again goes into the result.</summary>
    public static InputFile Recognise(ByteSource source, string path, long bytes)
        => new(path, FormatDetection.Of(source.Name, source.Peeked), source.IsCompressed, bytes)
        {
            Name = source.Name,
            Pipe = source.CanBeReadAgain ? null : source,
        };

    private static void Add(string path, List<InputFile> files, ICollection<string> faults)
    {
        try
        {
            files.Add(Recognise(path));
        }
        catch (SourceFault fault)
        {
            faults.Add(fault.Message);
        }
    }

    private static IReadOnlyList<string> PathsOf(string pattern, ICollection<string> faults)
    {
        try
        {
            var (paths, fault) = Directory.Exists(pattern) ? InFolder(pattern)
                : pattern == "-" || File.Exists(pattern) ? ([pattern], null)
                : FilePattern.TryParse(pattern) is { } wildcards ? Matching(pattern, wildcards)
                : ([], NotFound(pattern));
            if (fault is not null)
            {
                faults.Add(fault);
            }

            return paths;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{pattern} cannot be read: {e.Message}");
            return [];
        }
    }

    private static (IReadOnlyList<string> Paths, string? Fault) InFolder(string folder)
    {
        var paths = Sorted(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(p => !IsHidden(Path.GetRelativePath(folder, p)) && !IsBesideData(p) && IsReadable(p)));
        if (paths.Count == 0)
        {
            return ([], $"{folder} holds no file that can be read ({string.Join(", ", Readable)}, each also with .gz).");
        }

        // The same rows often lie in a folder twice, in two formats; to read both would double them silently.
        var families = paths.GroupBy(FamilyOf).OrderBy(static f => f.Key, StringComparer.Ordinal).ToList();
        return families.Count == 1
            ? (paths, null)
            : ([], $"{folder} holds files of several formats ({string.Join(", ", families.Select(static f => $"{f.Count():N0} {f.Key}"))}). Name those that are meant, such as '{Path.Combine(folder, "**/*" + families[0].Key)}'.");
    }

    private static (IReadOnlyList<string> Paths, string? Fault) Matching(string text, FilePattern pattern)
    {
        var root = pattern.Folder.Length == 0 ? "." : pattern.Folder;
        if (!Directory.Exists(root))
        {
            return ([], $"{text} names no file: there is no folder {root}.");
        }

        var candidates = Directory.EnumerateFiles(root, "*", pattern.IsDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly);
        var paths = Sorted(candidates
            .Select(p => Path.GetRelativePath(root, p))
            .Where(p => pattern.Matches(p) && !IsBesideData(p) && (!pattern.TakesAnyExtension || IsReadable(p)))
            .Select(p => pattern.Folder + p));
        return (paths, paths.Count == 0 ? $"No file matches {text}." : null);
    }

    private static bool IsHidden(string path) => path.Split('/').Any(static p => p.StartsWith('.'));

    private static bool IsReadable(string path) => Readable.Contains(ExtensionOf(path));

    private static bool IsBesideData(string path)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        return name.EndsWith(".stats.json", StringComparison.Ordinal)
            || name.EndsWith(".rejects.jsonl", StringComparison.Ordinal)
            || name is "dataset_info.json" or "dataset_infos.json" or "dataset_dict.json" or "state.json"
                or "readme.txt" or "license.txt" or "notice.txt" or "requirements.txt";
    }

    private static string FamilyOf(string path) => ExtensionOf(path) is ".jsonl" or ".ndjson" or ".json" ? ".json*" : ExtensionOf(path);

    private static string ExtensionOf(string path)
    {
        var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(plain).ToLowerInvariant();
    }

    private static List<string> Sorted(IEnumerable<string> paths) => [.. paths.Order(StringComparer.Ordinal)];

    private static string NotFound(string path)
    {
        var parent = Path.GetDirectoryName(path) ?? "";
        var folder = parent.Length > 0 ? parent : ".";
        if (!Directory.Exists(folder))
        {
            return $"{path} was not found: there is no folder {folder}.";
        }

        var names = Directory.EnumerateFileSystemEntries(folder).Select(static p => Path.GetFileName(p));
        var near = Suggestion.For(Path.GetFileName(path), names);
        return $"{path} was not found.{(near is null ? "" : $" Did you mean {Path.Combine(parent, near)}?")}";
    }
}
