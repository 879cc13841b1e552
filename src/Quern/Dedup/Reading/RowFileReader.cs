using Microsoft.Win32.SafeHandles;
using Quern.Rows;

namespace Quern.Dedup.Reading;

/// <summary>Reads a JSONL file from its beginning, a batch of whole rows at a time, and tells where each begins.</summary>
internal sealed class RowFileReader : IDisposable
{
    private const int LongestRow = 1 << 30;

    private readonly RowFile _file;
    private readonly SafeFileHandle _handle;
    private long _next;
    private long _line = 1;
    private long _ordinal;

    /// <summary>Opens a file.</summary>
    public RowFileReader(RowFile file)
    {
        _file = file;
        _handle = Open(file);
        Span<byte> mark = stackalloc byte[3];
        _next = RandomAccess.Read(_handle, mark, 0) == 3 && mark.SequenceEqual("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>Opens a file and goes on where another reader was.</summary>
    public RowFileReader(RowFile file, long position, long line, long ordinal)
        : this(file)
        => (_next, _line, _ordinal) = (position, line, ordinal);

    /// <summary>1-based number of the next line.</summary>
    public long Line => _line;

    /// <summary>How many rows were read.</summary>
    public long Ordinal => _ordinal;

    /// <summary>Where in the file the text of the batch read last begins.</summary>
    public long Start { get; private set; }

    /// <summary>Bytes consumed.</summary>
    public long Position => _next;

    /// <summary>Opens a file for reading at single places.</summary>
    public static SafeFileHandle Open(RowFile file)
    {
        try
        {
            return File.OpenHandle(file.Path, options: FileOptions.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceFault($"{file.Name} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Fills a batch; false at the end.</summary>
    public bool Read(RowBatch batch)
    {
        do
        {
            batch.Clear();
            batch.File = _file.Name;
            batch.Trusted = _file.IsChecked;
            Start = _next;
            if (!Fill(batch.Text))
            {
                return false;
            }

            batch.FirstLine = _line;
            batch.FirstOrdinal = _ordinal;
            Frame(batch);
            _next += batch.Text.Length;
            _ordinal += batch.Count;
        }
        while (batch.Count == 0);
        return true;
    }

    public void Dispose() => _handle.Dispose();

    // Whole lines; the last one of a file may have no line feed. What stands behind the last line feed is read again.
    private bool Fill(ByteBuffer text)
    {
        while (_next + text.Length < _file.Bytes)
        {
            var before = text.Length;
            var wanted = (int)Math.Min(Math.Max(RowBatch.TextSize, before), _file.Bytes - _next - before);
            ReadFully(text.Reserve(wanted)[..wanted], _next + before);
            text.Length += wanted;
            var lastBreak = text.Span[before..].LastIndexOf((byte)'\n');
            if (lastBreak >= 0)
            {
                text.Length = before + lastBreak + 1;
                return true;
            }

            if (text.Length > LongestRow)
            {
                throw new SourceFault($"{_file.Name}:{_line} is longer than {LongestRow >> 20:N0} MiB, and no line break came. Are these rows one to a line?");
            }
        }

        return text.Length > 0;
    }

    private void ReadFully(Span<byte> to, long at)
    {
        while (!to.IsEmpty)
        {
            var read = RandomAccess.Read(_handle, to, at);
            if (read == 0)
            {
                throw _file.Changed();
            }

            to = to[read..];
            at += read;
        }
    }

    private void Frame(RowBatch batch)
    {
        var text = batch.Text.Span;
        for (var at = 0; at < text.Length;)
        {
            var length = text[at..].IndexOf((byte)'\n');
            var end = length < 0 ? text.Length : at + length;
            var line = text[at..end].TrimEnd((byte)'\r');
            // A line of white space is no row; a first byte above a space says at once that this is none.
            if (line.Length > 0 && (line[0] > ' ' || !line.Trim(" \t\r"u8).IsEmpty))
            {
                batch.Add(at, line.Length);
            }

            at = end + 1;
            _line += length < 0 ? 0 : 1;
        }
    }
}
