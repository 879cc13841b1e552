using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Reads rows that stand one to a line. Bytes go from the file straight into the batch; all that is done to them here
/// is a vector search for line feeds. What is left behind the last line feed is carried into the next batch.
/// </summary>
internal sealed class JsonlReader(ByteSource source) : RowReader
{
    // An array holds two gigabytes; what comes near is no row but a file that is not what its name says.
    private const int LongestRow = 1 << 30;

    private readonly ByteBuffer _carried = new();
    private long _line = 1;
    private long _ordinal;
    private bool _ended;

    public override long Position => source.Position;

    public override bool Read(RowBatch batch)
    {
        do
        {
            batch.Clear();
            batch.File = source.Name;
            batch.Trusted = false;
            if (!Fill(batch.Text))
            {
                return false;
            }

            batch.FirstLine = _line;
            batch.FirstOrdinal = _ordinal;
            Frame(batch);
            _ordinal += batch.Count;
        }
        while (batch.Count == 0);
        return true;
    }

    protected override void Dispose(bool disposing) => source.Dispose();

    // Leaves whole lines in the text, and the rest of the last one in _carried.
    private bool Fill(ByteBuffer text)
    {
        text.Append(_carried.Span);
        _carried.Clear();
        while (!_ended)
        {
            if (text.Length > LongestRow)
            {
                throw new SourceFault($"{source.Name}:{_line} is longer than {LongestRow >> 20:N0} MiB, and no line break came. Are these rows one to a line?");
            }

            var before = text.Length;
            var read = source.Read(text.Reserve(RowBatch.TextSize)[..RowBatch.TextSize]);
            if (read == 0)
            {
                _ended = true;
                break;
            }

            text.Length += read;
            var lastBreak = text.Span[before..].LastIndexOf((byte)'\n');
            if (lastBreak >= 0)
            {
                var end = before + lastBreak + 1;
                _carried.Append(text.Span[end..]);
                text.Length = end;
                return true;
            }
        }

        return text.Length > 0;
    }

    private void Frame(RowBatch batch)
    {
        var text = batch.Text.Span;
        var at = 0;
        while (at < text.Length)
        {
            var length = text[at..].IndexOf((byte)'\n');
            var hasBreak = length >= 0;
            length = hasBreak ? length : text.Length - at;
            AddRow(batch, text.Slice(at, length), at);
            at += length + 1;
            _line += hasBreak ? 1 : 0;
        }
    }

    private static void AddRow(RowBatch batch, ReadOnlySpan<byte> line, int at)
    {
        if (line.Length > 0 && line[^1] == '\r')
        {
            line = line[..^1];
        }

        // A line of white space is no row; a first byte above a space says at once that this is none.
        if (line.Length > 0 && (line[0] > ' ' || !line.Trim(" \t\r"u8).IsEmpty))
        {
            batch.Add(at, line.Length);
        }
    }
}
