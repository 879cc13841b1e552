using System.IO.Enumeration;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>Turns what a user names (files, folders, globs, <c>-</c>) into files to read, each recognised by its content.</summary>
internal static class InputFiles
{
    private static readonly string[] Readable = [".jsonl", ".ndjson", ".json", ".parquet", ".csv", ".tsv", ".txt"];

    /// <summary>All files that the patterns name, in order. Faults are added to the list, one sentence each.</summary>
    public static IReadOnlyList<InputFile> Expand(IEnumerable<string> patterns, ICollection<string> faults)
    {
        var files = new List<InputFile>();
        foreach (var pattern in patterns)
        {
            var paths = PathsOf(pattern);
            if (paths.Count == 0)
            {
                faults.Add(NotFound(pattern));
            }

            foreach (var path in paths)
            {
                Add(path, files, faults);
            }
        }

        return files;
    }

    /// <summary>Recognises one file.</summary>
    public static InputFile Recognise(string path)
    {
        using var source = ByteSource.Open(path);
        var bytes = path == "-" ? 0 : new FileInfo(path).Length;
        return new InputFile(path, FormatDetection.Of(path, source.Peeked), Gzip: path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase), bytes);
    }

    private static void Add(string path, List<InputFile> files, ICollection<string> faults)
    {
        try
        {
            files.Add(path == "-" ? new InputFile("-", InputFormat.Jsonl, Gzip: false, 0) : Recognise(path));
        }
        catch (SourceFault fault)
        {
            faults.Add(fault.Message);
        }
    }

    private static List<string> PathsOf(string pattern)
    {
        if (pattern == "-" || File.Exists(pattern))
        {
            return [pattern];
        }

        if (Directory.Exists(pattern))
        {
            return Sorted(Directory.EnumerateFiles(pattern, "*", SearchOption.AllDirectories).Where(p => IsData(Path.GetRelativePath(pattern, p))));
        }

        return pattern.AsSpan().IndexOfAny('*', '?') < 0 ? [] : Glob(pattern);
    }

    // The part before the first wildcard is a folder; everything below it is matched against the whole pattern.
    private static List<string> Glob(string pattern)
    {
        var wildcard = pattern.AsSpan().IndexOfAny('*', '?');
        var folder = pattern[..(pattern.LastIndexOf('/', wildcard) + 1)];
        var root = folder.Length == 0 ? "." : folder;
        var rest = pattern[folder.Length..];
        if (!Directory.Exists(root))
        {
            return [];
        }

        var deep = rest.Contains('/', StringComparison.Ordinal) || rest.Contains("**", StringComparison.Ordinal);
        var candidates = Directory.EnumerateFiles(root, "*", deep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly);
        return Sorted(candidates.Where(p => Matches(Path.GetRelativePath(root, p), rest)).Select(p => folder.Length == 0 ? Path.GetRelativePath(root, p) : p));
    }

    private static bool Matches(string path, string pattern)
    {
        var slash = pattern.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return !path.Contains('/', StringComparison.Ordinal) && FileSystemName.MatchesSimpleExpression(pattern.Replace("**", "*", StringComparison.Ordinal), path);
        }

        var head = pattern[..slash];
        var tail = pattern[(slash + 1)..];
        var next = path.IndexOf('/', StringComparison.Ordinal);
        if (head == "**")
        {
            return Matches(path, tail) || (next >= 0 && Matches(path[(next + 1)..], pattern));
        }

        return next >= 0 && FileSystemName.MatchesSimpleExpression(head, path.AsSpan(0, next)) && Matches(path[(next + 1)..], tail);
    }

    private static bool IsData(string path)
    {
        var name = Path.GetFileName(path);
        var hidden = path.Split('/').Any(static p => p.StartsWith('.'));
        var ours = name.EndsWith(".stats.json", StringComparison.Ordinal) || name.EndsWith(".rejects.jsonl", StringComparison.Ordinal);
        var about = name is "dataset_info.json" or "dataset_infos.json" or "dataset_dict.json" or "state.json";
        var plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return !hidden && !ours && !about && Readable.Contains(Path.GetExtension(plain).ToLowerInvariant());
    }

    private static List<string> Sorted(IEnumerable<string> paths) => [.. paths.Order(StringComparer.Ordinal)];

    private static string NotFound(string pattern)
    {
        if (Directory.Exists(pattern))
        {
            return $"{pattern} holds no file that can be read ({string.Join(", ", Readable)}, each also with .gz).";
        }

        var folder = Path.GetDirectoryName(pattern) is { Length: > 0 } f ? f : ".";
        var near = Directory.Exists(folder)
            ? Suggestion.For(Path.GetFileName(pattern), Directory.EnumerateFiles(folder).Select(static p => Path.GetFileName(p)))
            : null;
        return $"{pattern} was not found." + (near is null ? "" : $" Did you mean {Path.Combine(folder == "." ? "" : folder, near)}?");
    }
}
