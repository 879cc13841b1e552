namespace Quern.HubStandIn.Repositories;

/// <summary>A file of a commit: its content and the names of that content.</summary>
internal sealed class StandInFile
{
    private StandInFile(string path, StandInContent content, string blobId, string? sha256, int pointerLength)
        => (Path, Content, BlobId, Sha256, PointerLength) = (path, content, blobId, sha256, pointerLength);

    /// <summary>Where it lies in the repository.</summary>
    public string Path { get; }

    /// <summary>Its bytes.</summary>
    public StandInContent Content { get; }

    /// <summary>Git's id of the file; of the pointer, when the file lies in LFS.</summary>
    public string BlobId { get; }

    /// <summary>The SHA-256 of a file in LFS; else null.</summary>
    public string? Sha256 { get; }

    /// <summary>The length of the pointer in git; 0 for a file that git holds itself.</summary>
    public int PointerLength { get; }

    /// <summary>How long the file is.</summary>
    public long Length => Content.Length;

    /// <summary>What a client is told as the file's ETag.</summary>
    public string Etag => Sha256 ?? BlobId;

    /// <summary>A file that git holds.</summary>
    public static StandInFile InGit(string path, StandInContent content) => new(path, content, ContentNames.BlobId(content), null, 0);

    /// <summary>A file in LFS; the SHA-256 is computed when it is not known.</summary>
    public static StandInFile InLfs(string path, StandInContent content, string? sha256 = null)
    {
        var name = sha256 ?? ContentNames.Sha256(content);
        var pointer = ContentNames.Pointer(name, content.Length);
        return new(path, content, ContentNames.BlobId(StandInContent.Of(pointer)), name, pointer.Length);
    }
}
