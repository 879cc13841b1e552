namespace Quern.Formats;

/// <summary>
/// A file for a decompressor that reads ahead: the last bytes come one at a time, so that where it stops reading is where
/// the compressed data ends, and what lies behind is seen.
/// </summary>
internal sealed class GzipTail(Stream file) : Stream
{
    // As much as the decompressor asks for at once.
    private const int TailSize = 8192;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var beforeTail = file.Length - file.Position - TailSize;
        return file.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(1, beforeTail))]);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
