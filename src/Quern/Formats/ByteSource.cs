using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Bytes of a file, of standard input, or of what a gzip file holds: one way to read them, with the file's name in every
/// failure. A byte order mark at the beginning is skipped.
/// </summary>
internal sealed class ByteSource : IDisposable
{
    private readonly Stream _stream;
    private readonly Stream _raw;
    private readonly byte[] _peeked;
    private int _peekedUsed;

    private ByteSource(string name, Stream raw, Stream stream, byte[] peeked)
    {
        Name = name;
        _raw = raw;
        _stream = stream;
        _peeked = peeked;
        _peekedUsed = peeked.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>What the bytes are called in messages.</summary>
    public string Name { get; }

    /// <summary>How many bytes of the file itself have been consumed.</summary>
    public long Position { get; private set; }

    /// <summary>The first bytes, before any was read: enough to tell what they are.</summary>
    public ReadOnlySpan<byte> Peeked => _peeked;

    /// <summary>Opens a file (<c>-</c> is standard input), decompressing it when it is gzip.</summary>
    public static ByteSource Open(string path)
    {
        try
        {
            var raw = path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            var head = Peek(raw);
            var name = path == "-" ? "standard input" : path;
            if (!IsGzip(head))
            {
                return new ByteSource(name, raw, raw, head);
            }

            var inside = new System.IO.Compression.GZipStream(new PeekedStream(head, raw), System.IO.Compression.CompressionMode.Decompress);
            var source = new ByteSource(name, raw, inside, []);
            return source.PeekInside();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceFault($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Whether a file that begins so is compressed with gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith("\x1f\x8b"u8) || (head.Length > 1 && head[0] == 0x1f && head[1] == 0x8b);

    /// <summary>Reads some bytes; 0 at the end.</summary>
    public int Read(Span<byte> into)
    {
        if (_peekedUsed < _peeked.Length)
        {
            var taken = Math.Min(into.Length, _peeked.Length - _peekedUsed);
            _peeked.AsSpan(_peekedUsed, taken).CopyTo(into);
            _peekedUsed += taken;
            Position += taken;
            return taken;
        }

        try
        {
            var read = _stream.Read(into);
            Position = _raw.CanSeek ? _raw.Position : Position + read;
            return read;
        }
        catch (InvalidDataException e)
        {
            throw new SourceFault($"{Name} breaks off: its gzip data is truncated or damaged ({e.Message.TrimEnd('.')}). Fetch or compress it again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceFault($"{Name} cannot be read: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _raw.Dispose();
    }

    private ByteSource PeekInside()
    {
        var head = new byte[FormatDetection.HeadSize];
        var length = 0;
        try
        {
            for (int read; length < head.Length && (read = Read(head.AsSpan(length))) > 0;)
            {
                length += read;
            }
        }
        catch (SourceFault) when (length > 0)
        {
            // The bytes before the damage are delivered first; the next read meets it again.
        }

        return new ByteSource(Name, _raw, _stream, head[..length]) { Position = Position };
    }

    private static byte[] Peek(Stream raw)
    {
        var head = new byte[FormatDetection.HeadSize];
        return head[..raw.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
