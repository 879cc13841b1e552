using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Quern.Hub.Fetching;

/// <summary>
/// A content while it grows: the bytes that are there, also those that an earlier run left, and their checksum, which the
/// etag of the whole will be compared with.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private const int BlockSize = 1 << 20;

    private readonly FileStream _file;
    private readonly RepoFile _whole;
    private IncrementalHash _hash;
    private long _writtenBefore;

    private PartialFile(FileStream file, RepoFile whole)
    {
        _file = file;
        _whole = whole;
        _hash = HashOf(whole);
    }

    /// <summary>How many bytes are there.</summary>
    public long Length { get; private set; }

    /// <summary>Whether nothing is missing; whether it is right is another question.</summary>
    public bool IsWhole => Length == _whole.Bytes;

    /// <summary>Whether bytes that were there were written over with others.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Opens what an earlier run left, or begins.</summary>
    public static PartialFile Open(string path, RepoFile whole, CancellationToken cancel)
    {
        var partial = new PartialFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0), whole);
        try
        {
            if (partial._file.Length > whole.Bytes)
            {
                partial._file.SetLength(0);
            }

            partial.TakeWhatIsThere(cancel);
            return partial;
        }
        catch
        {
            partial.Dispose();
            throw;
        }
    }

    /// <summary>Appends bytes; what is more than the whole is not taken.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..(int)Math.Min(bytes.Length, _whole.Bytes - Length)];
        HasChanged |= Length < _writtenBefore && !IsSame(bytes[..(int)Math.Min(bytes.Length, _writtenBefore - Length)]);
        RandomAccess.Write(_file.SafeFileHandle, bytes, Length);
        _hash.AppendData(bytes);
        Length += bytes.Length;
    }

    /// <summary>
    /// Begins again from the first byte. The file is written over and not cut: who reads it from the beginning meanwhile
    /// finds the same bytes, or <see cref="HasChanged"/> says otherwise.
    /// </summary>
    public void Restart()
    {
        _writtenBefore = Math.Max(_writtenBefore, Length);
        _hash.Dispose();
        _hash = HashOf(_whole);
        Length = 0;
    }

    /// <summary>Whether the bytes are those that the etag names. To be asked once, at the end.</summary>
    public bool IsRight() => Convert.ToHexStringLower(_hash.GetHashAndReset()) == _whole.Etag;

    public void Dispose()
    {
        _hash.Dispose();
        _file.Dispose();
    }

    private bool IsSame(ReadOnlySpan<byte> bytes)
    {
        var block = new byte[bytes.Length];
        var there = 0;
        for (int read; there < block.Length && (read = RandomAccess.Read(_file.SafeFileHandle, block.AsSpan(there), Length + there)) > 0;)
        {
            there += read;
        }

        return bytes.SequenceEqual(block.AsSpan(0, there));
    }

    private void TakeWhatIsThere(CancellationToken cancel)
    {
        var block = new byte[BlockSize];
        for (int read; (read = RandomAccess.Read(_file.SafeFileHandle, block, Length)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            _hash.AppendData(block, 0, read);
            Length += read;
        }
    }

    // Large files are named by the SHA-256 of their bytes, small ones as git names them: with a head that says how long they are.
    private static IncrementalHash HashOf(RepoFile whole)
    {
        if (whole.IsLarge)
        {
            return IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        }

#pragma warning disable CA5350 // Git's names are SHA-1.
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {whole.Bytes}\0")));
        return hash;
    }
}
