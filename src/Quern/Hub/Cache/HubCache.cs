using Quern.Rows;

namespace Quern.Hub.Cache;

/// <summary>
/// The folder where files of the Hub are kept, in the layout of Python's huggingface_hub: content lies in <c>blobs</c>
/// under the name of its etag, <c>snapshots</c> holds a link for each path of a commit, <c>refs</c> says which commit a
/// branch stood for. What either program fetched, the other finds.
/// </summary>
internal sealed class HubCache(string root)
{
    private const string Tag = "CACHEDIR.TAG";
    private const string TagText = "Signature: 8a477f597d28d172789f06886806bc55\n# Files of the Hugging Face Hub. Programs that make backups may leave them out.\n";

    private static long _temporaries;

    /// <summary>Where it lies.</summary>
    public string Root => root;

    /// <summary>The commit that a revision stood for when the Hub was last asked; a commit stands for itself.</summary>
    public string? CommitOf(string id, string revision)
    {
        if (RepoName.IsCommit(revision))
        {
            return revision;
        }

        var text = TryReadText(RefPath(id, revision))?.Trim();
        return text is not null && RepoName.IsCommit(text) ? text : null;
    }

    /// <summary>Remembers which commit a revision stands for, if the cache can be written.</summary>
    public void KeepCommit(string id, string revision, string commit)
    {
        if (revision != commit && CommitOf(id, revision) != commit)
        {
            TryWriteText(RefPath(id, revision), commit);
        }
    }

    /// <summary>The listing of a commit; null when it is not kept.</summary>
    public IReadOnlyList<RepoFile>? ListingOf(string id, string commit)
        => File.Exists(TreePath(id, commit)) && TryReadText(TreePath(id, commit)) is { } text ? CachedListing.Parse(text) : null;

    /// <summary>Keeps the listing of a commit, which never changes, if the cache can be written.</summary>
    public void KeepListing(string id, string commit, IReadOnlyList<RepoFile> files) => TryWriteText(TreePath(id, commit), CachedListing.Write(files));

    /// <summary>What of a commit is there, for a cache whose listing was not kept.</summary>
    public IReadOnlyList<RepoFile> FilesOf(string id, string commit)
    {
        var snapshot = SnapshotOf(id, commit);
        return !Directory.Exists(snapshot) ? [] : [.. Directory.EnumerateFiles(snapshot, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(p => FileAt(snapshot, p)).OfType<RepoFile>()];
    }

    /// <summary>Whether a file is there whole, under whichever name.</summary>
    public bool Holds(string id, string commit, RepoFile file)
        => HasLength(FileIn(id, commit, file), file.Bytes) || HasLength(BlobOf(id, file.Etag), file.Bytes);

    /// <summary>Where a file lies, when it is there whole.</summary>
    public string? Find(string id, string commit, RepoFile file)
    {
        var path = FileIn(id, commit, file);
        if (HasLength(path, file.Bytes))
        {
            return path;
        }

        // Another commit may have brought the same content; a cache that cannot be written is read all the same.
        return HasLength(BlobOf(id, file.Etag), file.Bytes) ? TryLink(id, commit, file) ?? BlobOf(id, file.Etag) : null;
    }

    /// <summary>Where a file lies that was found or fetched before.</summary>
    public string Require(string id, string commit, RepoFile file) => Find(id, commit, file)
        ?? throw new RunFault($"{file.Path} of {id} was in the cache {root}, and is gone again. Does another program empty it?");

    /// <summary>Where the content of a file lies.</summary>
    public string BlobOf(string id, string etag) => Path.Combine(FolderOf(id), "blobs", Checked(etag, RepoName.IsEtag(etag)));

    /// <summary>Where the content of a file grows until it is whole.</summary>
    public string PartOf(string id, string etag) => BlobOf(id, etag) + ".incomplete";

    /// <summary>How much of a content that is not whole yet has arrived.</summary>
    public long PartLength(string id, string etag) => new FileInfo(PartOf(id, etag)) is { Exists: true } part ? part.Length : 0;

    /// <summary>The file by which processes agree who fetches a content.</summary>
    public string LockOf(string id, string etag) => Path.Combine(root, ".locks", NameOf(id), Checked(etag, RepoName.IsEtag(etag)) + ".lock");

    /// <summary>Names a content as a file of a commit.</summary>
    /// <returns>The path of the file.</returns>
    public string Link(string id, string commit, RepoFile file)
    {
        var path = FileIn(id, commit, file);
        var up = string.Concat(Enumerable.Repeat("../", file.Path.Count(static c => c == '/') + 2));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!TryLink(path, $"{up}blobs/{file.Etag}") && !HasLength(path, file.Bytes))
            {
                // Where links are not allowed the content itself takes the place, as it does for other programs.
                File.Move(BlobOf(id, file.Etag), path, overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }

        return path;
    }

    /// <summary>Makes the cache's folders for a dataset.</summary>
    public void Prepare(string id)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(FolderOf(id), "blobs"));
            var tag = Path.Combine(root, Tag);
            if (!File.Exists(tag))
            {
                File.WriteAllText(tag, TagText);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    /// <summary>What to say when the cache cannot be written.</summary>
    public RunFault Unwritable(Exception e)
        => new($"The Hub's cache {root} cannot be written: {e.Message.TrimEnd('.')}. Free some space, or set HF_HOME to a folder on another disk.", e);

    private string? TryLink(string id, string commit, RepoFile file)
    {
        try
        {
            return Link(id, commit, file);
        }
        catch (RunFault)
        {
            return null;
        }
    }

    private string FolderOf(string id) => Path.Combine(root, NameOf(id));

    private string SnapshotOf(string id, string commit) => Path.Combine(FolderOf(id), "snapshots", Checked(commit, RepoName.IsCommit(commit)));

    private string FileIn(string id, string commit, RepoFile file) => Path.Combine(SnapshotOf(id, commit), Checked(file.Path, RepoName.IsSafePath(file.Path)));

    private string RefPath(string id, string revision) => Path.Combine(FolderOf(id), "refs", Checked(revision, RepoName.IsSafePath(revision)));

    private string TreePath(string id, string commit) => Path.Combine(FolderOf(id), "trees", Checked(commit, RepoName.IsCommit(commit)) + ".json");

    private string NameOf(string id) => "datasets--" + Checked(id, RepoName.IsSafePath(id)).Replace("/", "--", StringComparison.Ordinal);

    // Names come from servers and from files that may be somebody else's; here they become paths.
    private string Checked(string name, bool isRight)
        => isRight ? name : throw new RunFault($"'{name}' cannot stand for anything in the Hub's cache {root}: it might lead out of it. Where does this name come from?");

    private static RepoFile? FileAt(string snapshot, string path)
    {
        var blob = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
        var etag = blob.Name;
        return blob.Exists && RepoName.IsEtag(etag)
            ? new RepoFile(Path.GetRelativePath(snapshot, path).Replace('\\', '/'), ((FileInfo)blob).Length, etag)
            : null;
    }

    private static bool HasLength(string path, long bytes)
    {
        var file = new FileInfo(path);
        var target = file.Exists && file.LinkTarget is not null ? file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo : file;
        return target is { Exists: true } && target.Length == bytes;
    }

    // Under a name of its own first: who looks for the path meanwhile finds the old link or the new one, and never none.
    private static bool TryLink(string path, string target)
    {
        var temporary = TemporaryOf(path);
        try
        {
            File.CreateSymbolicLink(temporary, target);
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            return false;
        }
    }

    private static string? TryReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // What cannot be remembered is asked again: a cache that others fill, and this user may only read, is of use as it is.
    private static void TryWriteText(string path, string text)
    {
        var temporary = TemporaryOf(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left there it is of no harm, and another writer's is not touched.
        }
    }

    // Several threads and processes may write the same at the same time; each has a name of its own until it is whole.
    private static string TemporaryOf(string path) => $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref _temporaries)}.tmp";
}
