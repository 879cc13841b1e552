using System.Buffers;

namespace Quern.Hub.Layout;

/// <summary>What the name of a file in a repository says: what it may hold, and whether it can be used at all.</summary>
internal static class FileName
{
    /// <summary>The endings that are read, for messages.</summary>
    public const string Readable = ".parquet, and .jsonl, .ndjson, .json, .csv, .tsv and .txt, each also with .gz";

    /// <summary>The longest path that is taken.</summary>
    public const int LongestPath = 1024;

    // What describes a dataset or a repository beside its rows.
    private static readonly HashSet<string> Descriptions = new(StringComparer.OrdinalIgnoreCase)
    {
        "config.json", "dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json", "dummy_data.zip",
    };

    private static readonly HashSet<string> Prose = new(StringComparer.OrdinalIgnoreCase)
    {
        "readme", "license", "licence", "copying", "copyright", "notice", "requirements", "changelog", "changes", "authors", "contributing",
        "citation", "citations", "credits", "version",
    };

    // Endings that say for certain what is not read; others are looked at when the file is here.
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal)
    {
        ".arrow", ".feather", ".orc", ".avro", ".lance", ".h5", ".hdf5", ".npy", ".npz", ".pkl", ".pt", ".bin", ".safetensors", ".sqlite", ".db",
        ".xlsx", ".xml", ".html", ".pdf", ".tar", ".tgz", ".zip", ".7z", ".rar", ".zst", ".bz2", ".xz", ".lz4", ".png", ".jpg", ".mp3", ".wav", ".mp4",
    };

    private static readonly SearchValues<char> AfterWord = SearchValues.Create("-_. ");

    /// <summary>How the file holds rows. Readmes, licences and the like hold none, whatever they end in.</summary>
    public static FileKind KindOf(string path)
    {
        var name = NameOf(path);
        if (Descriptions.Contains(name) || name.EndsWith(".stats.json", StringComparison.Ordinal) || name.EndsWith(".rejects.jsonl", StringComparison.Ordinal))
        {
            return FileKind.Other;
        }

        return EndingOf(path) switch
        {
            ".parquet" => FileKind.Parquet,
            ".jsonl" or ".ndjson" or ".jsonl.gz" or ".ndjson.gz" => FileKind.Jsonl,
            ".json" or ".json.gz" => FileKind.Json,
            ".csv" or ".csv.gz" => FileKind.Csv,
            ".tsv" or ".tsv.gz" => FileKind.Tsv,
            ".txt" or ".txt.gz" when !IsProse(name) => FileKind.Text,
            _ => FileKind.Other,
        };
    }

    /// <summary>Whether the file is more than a description: what a dataset without readable files may hold its rows in.</summary>
    public static bool IsContent(string path) => EndingOf(path) is not ("" or ".md" or ".py" or ".yaml" or ".yml") && !Descriptions.Contains(NameOf(path));

    /// <summary>Whether the name says for certain that the file is not read here.</summary>
    public static bool IsForeign(string path)
    {
        var ending = EndingOf(path);
        return Foreign.Contains(ending) || Foreign.Contains(ending[Math.Max(0, ending.LastIndexOf('.'))..]) || ending is ".tar.gz" or ".parquet.gz";
    }

    /// <summary>The ending in small letters, with what is below a compression: <c>.jsonl.gz</c>; empty where there is none.</summary>
    public static string EndingOf(string path)
    {
        var name = NameOf(path);
        var last = name.LastIndexOf('.');
        if (last <= 0)
        {
            return "";
        }

        var ending = name[last..].ToLowerInvariant();
        var before = name.LastIndexOf('.', last - 1);
        var isWrapped = before > 0 && last - before is > 1 and < 9 && ending is ".gz" or ".zst" or ".bz2" or ".xz" or ".lz4" or ".zip";
        return isWrapped && before > 0 ? name[before..].ToLowerInvariant() : ending;
    }

    /// <summary>Whether the file, or a folder that it lies in, is hidden: its name begins with a dot or two underscores.</summary>
    public static bool IsHidden(string path)
        => path[0] == '.' || path.Contains("/.", StringComparison.Ordinal)
            || path.StartsWith("__", StringComparison.Ordinal) || path.Contains("/__", StringComparison.Ordinal);

    /// <summary>
    /// Whether the path stays inside of the repository and can be written down: a listing comes from elsewhere, and what it
    /// names becomes a file on this machine.
    /// </summary>
    public static bool IsUsable(string path) => path.Length <= LongestPath && RepoName.IsSafePath(path);

    /// <summary>The last part of a path.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool IsProse(string name)
    {
        var end = name.AsSpan().IndexOfAny(AfterWord);
        return Prose.Contains(end < 0 ? name : name[..end]);
    }
}
