namespace Quern.Formats;

/// <summary>A stream whose first bytes were already taken, to see what it is, and are given again.</summary>
internal sealed class PeekedStream(byte[] head, Stream rest) : Stream
{
    private int _used;

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
        if (_used == head.Length)
        {
            return rest.Read(buffer);
        }

        var taken = Math.Min(buffer.Length, head.Length - _used);
        head.AsSpan(_used, taken).CopyTo(buffer);
        _used += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
