namespace Quern.Formats;

/// <summary>A stream whose first bytes were already taken, to see what it is, and are given again.</summary>
internal sealed class PeekedStream(byte[] head, Stream rest) : ForwardStream
{
    private int _used;

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
}
