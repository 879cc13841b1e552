using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.WholeJson;

/// <summary>
/// Reads rows from a file that is a JSON document: one array of objects, one object with the rows under a key, an object
/// of objects, or objects one behind the other (see <see cref="DocumentLayout"/>). A row keeps its own text, but for line
/// breaks between its parts. Memory is one row and a block. What stands beside the rows in an object is not read.
/// </summary>
internal sealed class JsonDocumentReader(InputFile file) : RowReader
{
    private readonly ByteSource _source = file.Open();
    private readonly ByteBuffer _name = new();
    private readonly ByteBuffer _entry = new();
    private readonly RowCheck _check = new();
    private DocumentLayout? _layout;
    private DocumentBytes _bytes = null!;
    private SourceFault? _fault;
    private long _rows;
    private bool _isFirst;
    private bool _ended;

    public override long Position => _source.Position;

    public override bool Read(RowBatch batch)
    {
        batch.Clear();
        batch.File = _source.Name;
        batch.Trusted = false;
        batch.FirstOrdinal = _rows;
        batch.FirstLine = 1;
        try
        {
            while (_fault is null && !_ended && batch.Text.Length < RowBatch.TextSize)
            {
                ReadRow(batch);
            }
        }
        catch (SourceFault fault)
        {
            _fault = fault;
        }

        if (batch.Count == 0 && _fault is not null)
        {
            throw _fault;
        }

        _rows += batch.Count;
        return batch.Count > 0;
    }

    protected override void Dispose(bool disposing) => _source.Dispose();

    private void ReadRow(RowBatch batch)
    {
        if (_layout is null)
        {
            Begin();
        }

        var found = !_ended && Find();
        if (!found)
        {
            _ended = true;
            return;
        }

        var start = batch.Text.Length;
        var line = _bytes.Line;
        if (_layout!.Rows == RowsAre.Entries)
        {
            _entry.Clear();
            Check(_bytes.CopyValue(_entry));
            AppendEntry(batch.Text);
        }
        else
        {
            Check(_bytes.CopyValue(batch.Text));
        }

        batch.Add(start, batch.Text.Length - start, line);
        batch.Text.Append((byte)'\n');
    }

    // Goes to where the first row is, if there is one.
    private void Begin()
    {
        _layout = DocumentLayout.Of(file);
        _bytes = new DocumentBytes(_source);
        _isFirst = true;
        if (_layout.Rows == RowsAre.TopLevelValues || _bytes.Peek() < 0)
        {
            return;
        }

        _bytes.Take();
        while (_layout.Rows == RowsAre.ElementsUnderKey)
        {
            Check(_bytes.NextMember(_name, out _));
            if (_name.Span.SequenceEqual(_layout.Key.Span) && _bytes.Peek() == '[')
            {
                _bytes.Take();
                return;
            }

            Check(_bytes.CopyValue(null));
        }
    }

    // Goes to the next row; at the end sees to it that nothing stands behind the rows that should not.
    private bool Find()
    {
        var found = false;
        switch (_layout!.Rows)
        {
            case RowsAre.TopLevelValues:
                return _bytes.Peek() >= 0;
            case RowsAre.Entries:
                Check(_bytes.NextMember(_name, out found));
                break;
            default:
                Check(_bytes.NextElement(_isFirst, out found));
                break;
        }

        _isFirst = false;
        if (!found)
        {
            SkipRest();
        }

        return found;
    }

    private void SkipRest()
    {
        for (var inside = _layout!.Rows == RowsAre.ElementsUnderKey; inside;)
        {
            Check(_bytes.NextMember(_name, out inside));
            Check(inside ? _bytes.CopyValue(null) : null);
        }

        Check(_bytes.Peek() < 0 ? null : _bytes.Unexpected("the end of the file"));
    }

    // The key of an entry becomes a field of the row, under a name that the row does not have yet.
    private void AppendEntry(ByteBuffer to)
    {
        var entry = _entry.Span;
        if (entry[0] != '{')
        {
            to.Append(entry);
            return;
        }

        var field = "key";
        while (MayHave(entry, field))
        {
            field = "_" + field;
        }

        JsonSplice.AddMember(entry, System.Text.Encoding.UTF8.GetBytes(field), _name.Span, to);
    }

    // Most rows do not hold the word at all; only the others are worth a closer look. A broken row is quarantined later.
    private bool MayHave(ReadOnlySpan<byte> entry, string field)
    {
        var name = System.Text.Encoding.UTF8.GetBytes(field);
        var mayHave = entry.IndexOf(name) >= 0 || entry.IndexOf("\\u"u8) >= 0;
        return mayHave && _check.Passes(entry, out _) && new JsonMembers(entry).MoveTo(name);
    }

    private void Check(string? damage)
    {
        if (damage is not null)
        {
            throw new SourceFault($"{_source.Name} is damaged: {damage}. The rows before that were read; fetch the file again or mend it there.");
        }
    }
}
