using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Bytes of a file, of standard input, or of what a gzip file holds: one way to read them, with the file's name in every
/// failure. A byte order mark at the beginning is skipped. Gzip data that ends early, or has something else behind it, is
/// a failure at the end: either may mean that rows are missing.
/// </summary>
internal sealed class ByteSource : IDisposable
{
    private readonly Stream _stream;
    private readonly Stream _raw;
    private readonly byte[] _peeked;
    private GzipTail? _tail;
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

    /// <summary>Whether the bytes are compressed with gzip.</summary>
    public bool IsCompressed => _stream != _raw;

    /// <summary>False for standard input and pipes: what was read from them is gone.</summary>
    public bool CanBeReadAgain => _raw.CanSeek;

    /// <summary>Opens a file (<c>-</c> is standard input), decompressing it when it is gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What it is called in messages, when that is not its path.</param>
    public static ByteSource Open(string path, string? name = null)
        => Open(path, name ?? (path == "-" ? "standard input" : path), () => path == "-" ? PipeStream.OfStandardInput() : OpenFile(path));

    /// <summary>The bytes of a stream, decompressed when they are gzip; the name says where they come from and tells the format.</summary>
    public static ByteSource Over(ForwardStream stream, string name) => Open(name, name, () => stream);

    /// <summary>Whether a file that begins so is compressed with gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1f, 0x8b, ..];

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
            Position = _raw is ForwardStream forward ? forward.Taken : _raw.Position;
            if (read == 0 && IsCompressed)
            {
                RefuseBytesBehindGzip();
            }

            return read;
        }
        catch (InvalidDataException e)
        {
            throw new SourceFault($"{Name} breaks off: its gzip data is truncated or damaged ({e.Message.TrimEnd('.')}). Fetch or compress it again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(Name, e);
        }
    }

    /// <summary>Stops a read that waits for the other end of a pipe; may be called from any thread.</summary>
    public void Interrupt() => (_raw as ForwardStream)?.Interrupt();

    public void Dispose()
    {
        _stream.Dispose();
        _raw.Dispose();
    }

    private static ByteSource Open(string path, string name, Func<Stream> open)
    {
        try
        {
            var raw = open();
            var head = Peek(raw);
            RefuseEmptyGzip(path, name, head);
            return IsGzip(head) ? OpenGzip(name, raw, head) : new ByteSource(name, raw, raw, head);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(name, e);
        }
    }

    private static Stream OpenFile(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return file.CanSeek ? file : new PipeStream(file, file.SafeFileHandle);
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

        return new ByteSource(Name, _raw, _stream, head[..length]) { Position = Position, _tail = _tail };
    }

    private static ByteSource OpenGzip(string name, Stream raw, byte[] head)
    {
        if (raw.CanSeek)
        {
            raw.Position = 0;
        }

        Stream bytes = raw.CanSeek ? raw : new PeekedStream(head, raw);
        // Of a pipe nobody knows where its last bytes begin.
        var tail = (raw.CanSeek ? raw.Length : (raw as ForwardStream)?.Whole) is { } length ? new GzipTail(bytes, length) : null;
        var inside = new System.IO.Compression.GZipStream(tail ?? bytes, System.IO.Compression.CompressionMode.Decompress);
        return new ByteSource(name, raw, inside, []) { _tail = tail }.PeekInside();
    }

    private void RefuseBytesBehindGzip()
    {
        if (_tail is { HoldsMore: true } tail)
        {
            throw new SourceFault($"{Name}: its gzip data ends at byte {tail.Taken:N0} of {tail.Length:N0}, and what follows is not gzip. The rows before that were read; a part may be lost. Fetch or compress it again.");
        }
    }

    private static void RefuseEmptyGzip(string path, string name, byte[] head)
    {
        if (head.Length == 0 && path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new SourceFault($"{name} is empty, and even compressed nothing has some 20 bytes. Fetch or compress it again.");
        }
    }

    private static SourceFault Unreadable(string name, Exception e) => new($"{name} cannot be read: {e.Message}", e);

    private static byte[] Peek(Stream raw)
    {
        var head = new byte[FormatDetection.HeadSize];
        return head[..raw.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
