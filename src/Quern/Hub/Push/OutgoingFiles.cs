using Quern.Rows;
using Quern.Running;

namespace Quern.Hub.Push;

/// <summary>What lies in the folder and is not sent.</summary>
/// <param name="Path">The file or folder, seen from the folder that is pushed.</param>
/// <param name="Reason">Why.</param>
internal sealed record LeftOut(string Path, string Reason);

/// <summary>
/// Finds what is to be sent: one file, or all of a folder but for what is hidden, what stands beside data (statistics,
/// rejected rows) and what a run keeps for itself.
/// </summary>
internal sealed class OutgoingFiles
{
    private readonly List<OutgoingFile> _files = [];
    private readonly List<LeftOut> _leftOut = [];
    private readonly string _root;
    private readonly bool _isRun;

    private OutgoingFiles(string root)
    {
        _root = root;
        _isRun = RunFolder.Is(root);
    }

    /// <summary>The files, in the order of their paths.</summary>
    public IReadOnlyList<OutgoingFile> Files => _files;

    /// <summary>What is not sent.</summary>
    public IReadOnlyList<LeftOut> LeftOut => _leftOut;

    /// <summary>Looks at a file or folder; nothing is read yet.</summary>
    public static OutgoingFiles Find(string source, PushLimits limits)
    {
        var found = Look(source);
        found.Check(source, limits);
        return found;
    }

    /// <summary>The same, whatever is found and whether or not it could be sent.</summary>
    public static OutgoingFiles Look(string source)
    {
        var isFolder = Directory.Exists(source);
        if (!isFolder && !File.Exists(source))
        {
            throw new RecipeFault($"{source} was not found: name a file, or a folder with files.");
        }

        var found = new OutgoingFiles(isFolder ? source : Path.GetDirectoryName(Path.GetFullPath(source))!);
        try
        {
            if (isFolder)
            {
                found.Walk(source, "");
            }
            else
            {
                found._files.Add(OutgoingFile.Of(Path.GetFileName(source), Target(new FileInfo(source))));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFault($"{source} cannot be read: {e.Message}", e);
        }

        found._files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }

    private void Walk(string folder, string prefix)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(static e => e.Name, StringComparer.Ordinal))
        {
            var path = prefix + entry.Name;
            var isFolder = entry is DirectoryInfo;
            if (WhyNot(entry, path, isFolder) is { } reason)
            {
                _leftOut.Add(new LeftOut(isFolder ? path + "/" : path, reason));
            }
            else if (isFolder)
            {
                Walk(entry.FullName, path + "/");
            }
            else
            {
                _files.Add(OutgoingFile.Of(path, Target(entry)));
            }
        }
    }

    private string? WhyNot(FileSystemInfo entry, string path, bool isFolder) => entry.Name switch
    {
        ['.', ..] => "hidden",
        _ when LeadsNowhere(entry) => "a link that leads nowhere",
        _ when isFolder && entry.LinkTarget is not null => "a link to a folder",
        _ when _isRun && RunFolder.IsOwn(path) => "kept by a run for itself",
        _ when isFolder => null,
        var name when name.EndsWith(".stats.json", StringComparison.Ordinal) => "statistics beside rows",
        var name when name.EndsWith(".rejects.jsonl", StringComparison.Ordinal) => "rejected rows",
        _ => null,
    };

    // Also a link that leads to itself.
    private static bool LeadsNowhere(FileSystemInfo entry)
    {
        try
        {
            return entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true };
        }
        catch (IOException)
        {
            return true;
        }
    }

    // A link stands for what it leads to: the folders of the Hub's own cache are made of such links.
    private static string Target(FileSystemInfo entry)
        => entry.LinkTarget is null ? entry.FullName : entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? entry.FullName;

    private void Check(string source, PushLimits limits)
    {
        if (_files.Count == 0)
        {
            throw new RecipeFault($"{source} holds nothing to send{(_leftOut.Count == 0 ? "" : $": all of it is left out ({string.Join(", ", _leftOut.Take(3).Select(static l => $"{l.Path}: {l.Reason}"))})")}.");
        }

        var faults = _files.Where(static f => !RepoName.IsSafePath(f.Path))
            .Select(f => $"{Path.Combine(_root, f.Path)} has a name that no dataset may hold: a backslash or a control character. Rename it.").ToList();
        faults.AddRange(_files.Where(f => f.Bytes > limits.LongestFile)
            .Select(f => $"{f.Place} has {f.Bytes / 1e9:0.0} GB; the Hub takes files of at most {limits.LongestFile / 1e9:0.##} GB. Split it into several files, such as data/train-00000-of-00004.parquet; a few gigabytes each are best."));
        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }
    }
}
