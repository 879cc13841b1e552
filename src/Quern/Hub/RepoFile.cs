namespace Quern.Hub;

/// <summary>A file of a repository on the Hub, as a listing names it.</summary>
/// <param name="Path">Where it lies in the repository, with forward slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Etag">What names its content: SHA-256 (64 hex digits) of a large file, git's blob id (40) of a small one.</param>
internal sealed record RepoFile(string Path, long Bytes, string Etag)
{
    /// <summary>Git's blob id, which for a large file names its pointer; null where the listing does not say it.</summary>
    public string? BlobId { get; init; }

    /// <summary>Whether the Hub keeps it beside git, as it does large files.</summary>
    public bool IsLarge => Etag.Length == 64;
}
