using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats;

/// <summary>Reads plain text: each line that is not blank becomes a row <c>{"text": …}</c>.</summary>
internal sealed class TextLinesReader(ByteSource source) : RowReader
{
    private readonly JsonlReader _lines = new(source);
    private readonly RowBatch _raw = new();

    public override long Position => _lines.Position;

    public override bool Read(RowBatch batch)
    {
        batch.Clear();
        if (!_lines.Read(_raw))
        {
            return false;
        }

        batch.File = _raw.File;
        batch.FirstLine = _raw.FirstLine;
        batch.FirstOrdinal = _raw.FirstOrdinal;
        batch.Trusted = false;
        var text = _raw.Text.Span;
        var before = 0;
        foreach (var line in _raw.Spans)
        {
            // Blank lines leave their line feeds, so that line numbers stay true.
            batch.Text.Append(Breaks(text[before..line.Start].Count((byte)'\n') - (before == 0 ? 0 : 1)));
            var start = batch.Text.Length;
            batch.Text.Append("{\"text\":"u8);
            JsonText.WriteString(text.Slice(line.Start, line.Length), batch.Text);
            batch.Text.Append((byte)'}');
            batch.Add(start, batch.Text.Length - start);
            batch.Text.Append((byte)'\n');
            before = line.Start + line.Length;
        }

        return true;
    }

    protected override void Dispose(bool disposing) => _lines.Dispose();

    private static byte[] Breaks(int count)
    {
        var breaks = new byte[Math.Max(count, 0)];
        breaks.AsSpan().Fill((byte)'\n');
        return breaks;
    }
}
