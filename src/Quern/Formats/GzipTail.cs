namespace Quern.Formats;

/// <summary>
/// A file for a decompressor that reads ahead: the last bytes come one at a time, so that where it stops reading is where
/// the compressed data ends, and what lies behind is seen.
/// </summary>
/// <param name="file">The file, at its beginning.</param>
/// <param name="length">Its length.</param>
internal sealed class GzipTail(Stream file, long length) : Stream
{
    // As much as the decompressor asks for at once.
    private const int TailSize = 8192;

    private bool? _holdsMore;

    /// <summary>How many bytes the decompressor took.</summary>
    public long Taken { get; private set; }

    /// <summary>Whether something follows that it did not take. Zeros are padding that archives leave; anything else may be a damaged part.</summary>
    public bool HoldsMore => _holdsMore ??= Taken < length && HoldsAnythingButZeros();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var beforeTail = length - Taken - TailSize;
        var read = _holdsMore is null ? file.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(1, beforeTail))]) : 0;
        Taken += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool HoldsAnythingButZeros()
    {
        Span<byte> rest = stackalloc byte[4096];
        for (int read; (read = file.Read(rest)) > 0;)
        {
            if (rest[..read].ContainsAnyExcept((byte)0))
            {
                return true;
            }
        }

        return false;
    }
}
