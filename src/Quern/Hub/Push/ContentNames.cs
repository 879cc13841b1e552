using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Quern.Hub.Push;

/// <summary>What a file's content is called on the Hub, found in one pass over it.</summary>
/// <param name="BlobId">Git's blob id, the name of a small file; null where it was not asked for.</param>
/// <param name="Sha256">The SHA-256, the name of a large file.</param>
/// <param name="Rows">The rows of a JSONL file; null for every other.</param>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Git names its blobs with SHA-1.")]
internal sealed record ContentNames(string? BlobId, string Sha256, long? Rows)
{
    // Not a multiple of anything that a file is made of, in Debug builds as small as tests can bear.
#if DEBUG
    private const int Step = 4 << 10;
#else
    private const int Step = 1 << 20;
#endif

    // The Hub keeps no longer file as a blob; whoever decides otherwise is asked for by name.
    private const long LongestBlob = 10 << 20;

    /// <summary>Whether an etag of the Hub names this content.</summary>
    public bool Are(string etag) => etag == Sha256 || etag == BlobId;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="asBlob">Whether the blob id is wanted however long the file is.</param>
    /// <param name="count">Told how many bytes were read.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<ContentNames> OfAsync(OutgoingFile file, bool asBlob, Action<long> count, CancellationToken cancel)
    {
        using var handle = file.Open();
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var blob = asBlob || file.Bytes <= LongestBlob ? IncrementalHash.CreateHash(HashAlgorithmName.SHA1) : null;
        blob?.AppendData(Encoding.ASCII.GetBytes($"blob {file.Bytes}\0"));
        var rows = JsonlRows.IsJsonl(file.Path) ? new JsonlRows() : null;
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            for (long at = 0; at < file.Bytes;)
            {
                var read = await file.ReadAsync(handle, at, buffer.AsMemory(0, Step), cancel).ConfigureAwait(false);
                sha256.AppendData(buffer, 0, read);
                blob?.AppendData(buffer, 0, read);
                rows?.Add(buffer.AsSpan(0, read));
                at += read;
                count(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        file.CheckUnchanged();
        return new ContentNames(blob is null ? null : Name(blob), Name(sha256), rows?.Count);
    }

    private static string Name(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
