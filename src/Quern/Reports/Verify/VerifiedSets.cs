using Quern.Formats;
using Quern.Hub.Layout;

namespace Quern.Reports.Verify;

/// <summary>
/// Finds the datasets below what a user names: the files of each folder are one. Files of another format in the same folder
/// are another dataset, because the same rows often lie there twice.
/// </summary>
internal static class VerifiedSets
{
    /// <summary>The datasets; faults where nothing can be read.</summary>
    /// <param name="paths">Files, folders and globs.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static IReadOnlyList<VerifiedSet> Of(IReadOnlyList<string> paths, ICollection<string> faults)
    {
        var files = new List<InputFile>();
        foreach (var path in paths)
        {
            // In one folder there may lie datasets of several formats, each in a folder of its own.
            files.AddRange(Directory.Exists(path) ? Below(path, faults) : InputFiles.Expand([path], faults));
        }

        foreach (var twice in files.GroupBy(static f => Path.GetFullPath(f.Path), StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            faults.Add($"{twice.First().Path} is named twice; its rows would count twice.");
        }

        return [.. files.GroupBy(static f => (Path.GetDirectoryName(Path.GetFullPath(f.Path)), f.Format)).Select(g => Set([.. g], files))];
    }

    private static IEnumerable<InputFile> Below(string folder, ICollection<string> faults)
    {
        var folders = Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Where(d => !Path.GetRelativePath(folder, d).Split('/').Any(static p => p.StartsWith('.'))).Prepend(folder);
        var own = folders.Order(StringComparer.Ordinal).SelectMany(InputFiles.DirectlyIn).ToList();
        if (own.Count == 0)
        {
            faults.Add($"{folder} holds no file of rows.");
        }

        return InputFiles.Expand(own, faults);
    }

    private static VerifiedSet Set(IReadOnlyList<InputFile> files, IReadOnlyList<InputFile> all)
    {
        var folder = Path.GetDirectoryName(files[0].Path) is { Length: > 0 } named ? named : ".";
        var hasOthers = all.Any(f => f.Format != files[0].Format && Path.GetDirectoryName(f.Path) == Path.GetDirectoryName(files[0].Path));
        var name = files.Count == 1 ? files[0].Path : hasOthers ? $"{folder}, {files[0].Format.ToString().ToLowerInvariant()}" : folder;
        return new VerifiedSet(name, [.. files.Select(static f => new VerifiedFile(f, SplitNames.TellingOf(Path.GetFileName(f.Path))))]);
    }
}
