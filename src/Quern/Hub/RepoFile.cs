namespace Quern.Hub;

/// <summary>A file of a repository on the Hub, as a listing names it.</summary>
/// <param name="Path">Where it lies in the repository, with forward slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Etag">What names its content: SHA-256 (64 hex digits) of a large file, git's blob id (40) of a small one.</param>
internal sealed record RepoFile(string Path, long Bytes, string Etag);
