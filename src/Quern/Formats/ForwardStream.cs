namespace Quern.Formats;

/// <summary>A stream that is read once, from its beginning to its end, and may have to wait for its bytes.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>How many bytes were taken.</summary>
    public long Taken { get; protected set; }

    /// <summary>How many bytes there will have been at the end; null where nobody knows it before.</summary>
    public virtual long? Whole => null;

    /// <summary>Stops a read that waits; it throws as cancelled work does. May be called from any thread.</summary>
    public virtual void Interrupt()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public abstract override int Read(Span<byte> buffer);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
