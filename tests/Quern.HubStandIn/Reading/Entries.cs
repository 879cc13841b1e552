using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;

namespace Quern.HubStandIn.Reading;

/// <summary>Files and folders as a tree names them.</summary>
internal static class Entries
{
    /// <summary>What a folder holds, or what lies below it at any depth; null when there is no such folder. The root is the empty path.</summary>
    public static List<JsonObject>? Below(StandInCommit commit, string folder, bool recursive, bool xet, bool expand)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var files = commit.Files.Values.Where(f => f.Path.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        if (files.Count == 0 && prefix.Length > 0)
        {
            return null;
        }

        var folders = files.SelectMany(f => FoldersOf(f.Path, prefix.Length)).Distinct(StringComparer.Ordinal).Select(p => Folder(commit, p, expand));
        return [.. folders.Concat(files.Select(f => File(commit, f, xet, expand)))
            .Where(e => recursive || !PathOf(e)[prefix.Length..].Contains('/', StringComparison.Ordinal))
            .OrderBy(PathOf, StringComparer.Ordinal)];
    }

    /// <summary>A file or a folder; null when there is neither.</summary>
    public static JsonObject? At(StandInCommit commit, string path, bool xet, bool expand)
    {
        if (commit.Files.GetValueOrDefault(path) is { } file)
        {
            return File(commit, file, xet, expand);
        }

        return commit.Files.Keys.Any(k => k.StartsWith(path + "/", StringComparison.Ordinal)) ? Folder(commit, path, expand) : null;
    }

    private static string PathOf(JsonObject entry) => (string)entry["path"]!;

    private static IEnumerable<string> FoldersOf(string path, int from)
    {
        for (var at = path.IndexOf('/', from); at >= 0; at = path.IndexOf('/', at + 1))
        {
            yield return path[..at];
        }
    }

    private static JsonObject Folder(StandInCommit commit, string path, bool expand)
    {
        var held = commit.Files.Where(f => f.Key.StartsWith(path + "/", StringComparison.Ordinal)).Select(static f => f.Value.BlobId);
        return Entry(commit, "directory", ContentNames.IdOf($"tree {path} {string.Join(' ', held)}"), 0, path, expand);
    }

    private static JsonObject File(StandInCommit commit, StandInFile file, bool xet, bool expand)
    {
        var entry = Entry(commit, "file", file.BlobId, file.Length, file.Path, expand);
        if (file.Sha256 is not null)
        {
            entry["lfs"] = new JsonObject { ["oid"] = file.Sha256, ["size"] = file.Length, ["pointerSize"] = file.PointerLength };
            if (xet)
            {
                entry["xetHash"] = XetName.Of(file);
            }
        }

        return entry;
    }

    private static JsonObject Entry(StandInCommit commit, string type, string oid, long size, string path, bool expand)
    {
        var entry = new JsonObject { ["type"] = type, ["oid"] = oid, ["size"] = size, ["path"] = path };
        if (expand)
        {
            entry["lastCommit"] = new JsonObject { ["id"] = commit.Id, ["title"] = commit.Title, ["date"] = commit.Date };
        }

        return entry;
    }
}
