using Quern.Formats.Schema;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats;

/// <summary>
/// Writes CSV (RFC 4180, with plain line feeds). The header holds the top-level fields in the order of their first
/// appearance. Null and missing are empty, empty text is <c>""</c>, numbers stay as written, and what is nested stands as
/// its JSON text. The order of a row's own fields is not kept.
/// </summary>
internal sealed class CsvWriter(string path, bool force) : StagedWriter(path, force, depth: 1)
{
    private static readonly System.Buffers.SearchValues<byte> Quoted = System.Buffers.SearchValues.Create(",\"\r\n"u8);

    private readonly ByteBuffer _text = new();
    private readonly ByteBuffer _line = new();
    private volatile bool _interrupted;
    private long _blankRows;

    public override IReadOnlyList<string> Notes =>
    [
        .. Shape.Fields
            .Where(static f => (f.Shape.Kinds & (ValueKinds.List | ValueKinds.Struct)) != ValueKinds.None)
            .Select(static f => $"{System.Text.Encoding.UTF8.GetString(f.Name)} holds lists or objects; they were written as JSON text."),
        .. _blankRows == 0 ? Array.Empty<string>() : [$"{_blankRows:N0} rows without a value in the only column were written as empty text, because a blank line is no row."],
    ];

    public override void Interrupt() => _interrupted = true;

    protected override FileMark WriteTarget()
    {
        if (Shape.Rows == 0)
        {
            return Target.Mark;
        }

        var fields = Shape.Fields;
        if (fields.Count == 0)
        {
            throw new RunFault($"{TargetPath} was not written: no row has a field, so there is no column. Write .jsonl.");
        }

        WriteHeader(fields);
        using var reader = new JsonlReader(ByteSource.Open(StagedPath));
        var rows = new RowBatch();
        while (reader.Read(rows))
        {
            if (_interrupted)
            {
                throw new OperationCanceledException("Writing was interrupted.");
            }

            for (var i = 0; i < rows.Count; i++)
            {
                WriteRow(rows[i], fields);
            }

            Target.Write(_line.Span);
            _line.Clear();
        }

        return Target.Mark;
    }

    private void WriteHeader(IReadOnlyList<FieldShape.Member> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            Separate(i);
            WriteText(fields[i].Name);
        }

        _line.Append((byte)'\n');
    }

    // Most rows have the columns' order, so each column begins to look where the last one was found.
    private void WriteRow(ReadOnlySpan<byte> row, IReadOnlyList<FieldShape.Member> fields)
    {
        var start = _line.Length;
        var members = new JsonMembers(row);
        for (var i = 0; i < fields.Count; i++)
        {
            Separate(i);
            var next = members;
            if (next.MoveNext() && JsonMembers.NameEquals(next.Name, fields[i].Name))
            {
                members = next;
                WriteValue(members.Value);
                continue;
            }

            var anywhere = new JsonMembers(row);
            if (anywhere.MoveTo(fields[i].Name))
            {
                WriteValue(anywhere.Value);
                members = anywhere;
            }
        }

        if (_line.Length == start)
        {
            _blankRows++;
            WriteQuoted([]);
        }

        _line.Append((byte)'\n');
    }

    private void Separate(int column)
    {
        if (column > 0)
        {
            _line.Append((byte)',');
        }
    }

    private void WriteValue(ReadOnlySpan<byte> value)
    {
        switch (value[0])
        {
            case (byte)'"':
                WriteString(value[1..^1]);
                break;
            case (byte)'n':
                break;
            case (byte)'{' or (byte)'[':
                WriteQuoted(value);
                break;
            default:
                _line.Append(value);
                break;
        }
    }

    private void WriteString(ReadOnlySpan<byte> inside)
    {
        if (!inside.Contains((byte)'\\'))
        {
            WriteText(inside);
            return;
        }

        _text.Clear();
        JsonUnescape.Write(inside, _text);
        WriteText(_text.Span);
    }

    // White space at the ends is quoted too, because readers like to trim it.
    private void WriteText(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] <= ' ' || text[^1] <= ' ' || text.IndexOfAny(Quoted) >= 0)
        {
            WriteQuoted(text);
        }
        else
        {
            _line.Append(text);
        }
    }

    private void WriteQuoted(ReadOnlySpan<byte> text)
    {
        _line.Append((byte)'"');
        while (text.IndexOf((byte)'"') is >= 0 and var at)
        {
            _line.Append(text[..(at + 1)]);
            _line.Append((byte)'"');
            text = text[(at + 1)..];
        }

        _line.Append(text);
        _line.Append((byte)'"');
    }
}
