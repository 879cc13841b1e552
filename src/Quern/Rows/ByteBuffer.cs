using System.Buffers;

namespace Quern.Rows;

/// <summary>
/// A growing buffer of bytes that is used again and again: after the first rows a hot path allocates nothing.
/// It keeps the bytes before <see cref="Length"/>; clearing it keeps its memory unless a giant row swelled it.
/// </summary>
public sealed class ByteBuffer : IBufferWriter<byte>
{
    // A single giant row may swell a buffer; past this size the memory is given back when the buffer is cleared.
    private const int KeptCapacity = 4 << 20;
    private readonly int _initialCapacity;
    private byte[] _bytes;

    /// <summary>A buffer with room for <paramref name="capacity"/> bytes.</summary>
    public ByteBuffer(int capacity = 256)
    {
        _initialCapacity = Math.Max(capacity, 16);
        _bytes = new byte[_initialCapacity];
    }

    /// <summary>How many bytes are held.</summary>
    public int Length { get; set; }

    /// <summary>The bytes held.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>The bytes held, for writers that need memory.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>The array behind the buffer; it changes when the buffer grows.</summary>
    public byte[] Array => _bytes;

    /// <summary>Forgets the content.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptCapacity && _bytes.Length > 4L * _initialCapacity)
        {
            _bytes = new byte[_initialCapacity];
        }
    }

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Appends one byte.</summary>
    public void Append(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    /// <summary>Appends text as UTF-8.</summary>
    public void Append(string text)
    {
        var room = Reserve(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += System.Text.Encoding.UTF8.GetBytes(text, room);
    }

    /// <summary>Appends a whole number in decimal.</summary>
    public void Append(long number)
    {
        number.TryFormat(Reserve(20), out var written);
        Length += written;
    }

    /// <summary>Free room of at least <paramref name="size"/> bytes behind the content.</summary>
    public Span<byte> Reserve(int size)
    {
        if (size > _bytes.Length - Length)
        {
            Grow(size);
        }

        return _bytes.AsSpan(Length);
    }

    /// <inheritdoc />
    public void Advance(int count) => Length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0) => Reserve(Math.Max(sizeHint, 1));

    private void Grow(int size)
    {
        var wanted = Math.Max((long)Length + size, Math.Min(2L * _bytes.Length, System.Array.MaxLength));
        if (wanted > System.Array.MaxLength)
        {
            throw new RunFault($"A buffer of {wanted:N0} bytes was needed; the largest possible is {System.Array.MaxLength:N0}. A single row is too large.");
        }

        System.Array.Resize(ref _bytes, (int)wanted);
    }
}
