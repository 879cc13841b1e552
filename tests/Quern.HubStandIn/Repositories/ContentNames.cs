using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Quern.HubStandIn.Repositories;

/// <summary>How content is named: git's blob id for what git holds, SHA-256 for what LFS holds.</summary>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Git names its objects with SHA-1.")]
internal static class ContentNames
{
    private const int Step = 1 << 20;

    /// <summary>Git's id of a blob: 40 hex digits.</summary>
    public static string BlobId(StandInContent content)
        => Hash(HashAlgorithmName.SHA1, Encoding.ASCII.GetBytes($"blob {content.Length}\0"), content);

    /// <summary>The SHA-256 of the content: 64 hex digits.</summary>
    public static string Sha256(StandInContent content) => Hash(HashAlgorithmName.SHA256, [], content);

    /// <summary>An id of 40 hex digits for a text: that of a commit, or of a folder.</summary>
    public static string IdOf(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What git holds in place of a file that lies in LFS.</summary>
    public static byte[] Pointer(string sha256, long length)
        => Encoding.ASCII.GetBytes($"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {length}\n");

    private static string Hash(HashAlgorithmName algorithm, ReadOnlySpan<byte> prefix, StandInContent content)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(prefix);
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        for (long at = 0; at < content.Length;)
        {
            var count = content.Read(at, buffer);
            hash.AppendData(buffer.AsSpan(0, count));
            at += count;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
