using Quern.Formats;
using Quern.Hub.Layout;
using Quern.Rows;

namespace Quern.Reports.Verify;

/// <summary>Finds the datasets below what a user names: the files of each folder are one.</summary>
internal static class VerifiedSets
{
    /// <summary>The datasets; faults where nothing can be read.</summary>
    /// <param name="paths">Files, folders and globs.</param>
    /// <param name="findings">Takes files that are not what their names say.</param>
    /// <param name="faults">Takes what is wrong with the paths.</param>
    public static IReadOnlyList<VerifiedSet> Of(IReadOnlyList<string> paths, Findings findings, ICollection<string> faults)
    {
        if (paths.Contains("-"))
        {
            faults.Add("Standard input (-) cannot be verified: files are read more than once. Write it into a file first.");
            return [];
        }

        var files = new List<InputFile>();
        foreach (var path in paths)
        {
            // In one folder there may lie datasets of several formats, each in a folder of its own.
            files.AddRange(Directory.Exists(path) ? Below(path, findings, faults) : File.Exists(path) ? Recognised([path], findings) : InputFiles.Expand([path], faults));
        }

        foreach (var twice in files.GroupBy(static f => Path.GetFullPath(f.Path), StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            faults.Add($"{twice.First().Path} is named twice; its rows would count twice.");
        }

        return [.. files.GroupBy(static f => FolderOf(f.Path), StringComparer.Ordinal).SelectMany(static g => InFolder([.. g]))];
    }

    /// <summary>Gives each part of a split its name, and puts parts that lie in folders of their own into one dataset.</summary>
    /// <param name="sets">The datasets.</param>
    /// <param name="parts">Files of one split, with the names of their parts.</param>
    public static IReadOnlyList<VerifiedSet> Join(IReadOnlyList<VerifiedSet> sets, IReadOnlyList<(VerifiedFile File, string Part)> parts)
    {
        foreach (var (file, part) in parts)
        {
            file.Split = part;
        }

        var touched = sets.Where(s => !s.IsCopy && s.Files.Any(f => parts.Any(p => p.File == f))).ToList();
        return touched.Count < 2 ? sets
            : [.. sets.Except(touched), new VerifiedSet(string.Join(", ", touched.Select(static s => s.Name)), [.. touched.SelectMany(static s => s.Files)], IsCopy: false)];
    }

    // A folder that is called like a split is a part of the dataset around it.
    private static string FolderOf(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return SplitNames.TellingOfFolder(Path.GetFileName(folder)) is null ? folder : Path.GetDirectoryName(folder) ?? folder;
    }

    private static string? SplitOf(string path)
        => SplitNames.TellingOf(Path.GetFileName(path)) ?? SplitNames.TellingOfFolder(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))!));

    private static IEnumerable<InputFile> Below(string folder, Findings findings, ICollection<string> faults)
    {
        var folders = Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Where(d => !Path.GetRelativePath(folder, d).Split('/').Any(static p => p.StartsWith('.'))).Prepend(folder);
        var own = folders.Order(StringComparer.Ordinal).SelectMany(InputFiles.DirectlyIn).ToList();
        if (own.Count == 0)
        {
            faults.Add($"{folder} holds no file of rows.");
        }

        return Recognised(own, findings);
    }

    // A file that is there and cannot be read is a fault of the dataset, not of the command.
    private static List<InputFile> Recognised(IEnumerable<string> paths, Findings findings)
    {
        var files = new List<InputFile>();
        foreach (var path in paths)
        {
            try
            {
                files.Add(InputFiles.Recognise(path));
            }
            catch (SourceFault fault)
            {
                findings.Add(new Finding(FaultKinds.BrokenFile, path, 0, null, fault.Message));
            }
        }

        return files;
    }

    // Files that differ in nothing but their format hold the same rows: each format is a dataset of its own.
    private static IEnumerable<VerifiedSet> InFolder(IReadOnlyList<InputFile> files)
    {
        var stems = new HashSet<string>(StringComparer.Ordinal);
        var copies = files.GroupBy(static f => EndingOf(f.Path), StringComparer.Ordinal).Where(g => !g.Aggregate(false, (isNew, f) => stems.Add(StemOf(f.Path)) || isNew)).ToList();
        IReadOnlyList<InputFile> own = [.. files.Where(f => !copies.Any(c => c.Contains(f)))];
        return [Set(own, isCopy: false), .. copies.Select(static c => Set([.. c], isCopy: true))];
    }

    private static VerifiedSet Set(IReadOnlyList<InputFile> files, bool isCopy)
    {
        var folder = Path.GetDirectoryName(files[0].Path) is { Length: > 0 } path ? path : ".";
        var name = files.Count == 1 ? files[0].Path : isCopy ? Path.Combine(folder, "*" + EndingOf(files[0].Path)) : folder;
        return new VerifiedSet(name, [.. files.Select(static f => new VerifiedFile(f) { Split = SplitOf(f.Path) })], isCopy);
    }

    private static string StemOf(string path) => path[..^EndingOf(path).Length];

    private static string EndingOf(string path)
    {
        var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(plain) + path[plain.Length..];
    }
}
