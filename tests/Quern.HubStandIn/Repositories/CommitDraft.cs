using System.Collections.Immutable;
using System.Text;

namespace Quern.HubStandIn.Repositories;

/// <summary>What a commit to be changes. Whether a file goes to LFS is decided as the Hub decides, unless it is said.</summary>
internal sealed class CommitDraft
{
    private readonly ImmutableSortedDictionary<string, StandInFile>.Builder _files;
    private readonly long _threshold;

    public CommitDraft(StandInCommit? before, long threshold)
    {
        _files = (before?.Files ?? ImmutableSortedDictionary.Create<string, StandInFile>(StringComparer.Ordinal)).ToBuilder();
        _threshold = threshold;
    }

    /// <summary>The files as they will be.</summary>
    public ImmutableSortedDictionary<string, StandInFile> Files => _files.ToImmutable();

    /// <summary>Adds or replaces a file.</summary>
    public CommitDraft Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds or replaces a file.</summary>
    public CommitDraft Add(string path, byte[] bytes, bool? lfs = null) => Add(path, StandInContent.Of(bytes), lfs);

    /// <summary>Adds or replaces a file whose bytes lie on disk; they are not copied. A SHA-256 that is known need not be computed again.</summary>
    public CommitDraft AddFromDisk(string path, string file, bool? lfs = null, string? sha256 = null) => Add(path, StandInContent.OnDisk(file), lfs, sha256);

    /// <summary>Adds or replaces a file.</summary>
    public CommitDraft Add(string path, StandInContent content, bool? lfs = null, string? sha256 = null)
    {
        _files[path] = lfs ?? LargeFiles.Includes(path, content.Length, _threshold)
            ? StandInFile.InLfs(path, content, sha256)
            : StandInFile.InGit(path, content);
        return this;
    }

    /// <summary>Removes a file.</summary>
    public CommitDraft Remove(string path)
    {
        _files.Remove(path);
        return this;
    }

    /// <summary>Removes a folder with all that it holds.</summary>
    public CommitDraft RemoveFolder(string path)
    {
        var prefix = path.TrimEnd('/') + "/";
        _files.RemoveRange([.. _files.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))]);
        return this;
    }
}
