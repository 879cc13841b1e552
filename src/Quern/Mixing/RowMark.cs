using System.Text;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Mixing;

/// <summary>Writes one of a few names into a field of rows.</summary>
internal sealed class RowMark
{
    private readonly byte[] _field;
    private readonly byte[][] _values;
    private readonly ByteBuffer _marked = new();

    /// <summary>A mark in a field of the row itself.</summary>
    public RowMark(string field, IEnumerable<string> names)
    {
        _field = FieldPath.Parse(field).SingleName!.Value.ToArray();
        _values = [.. names.Select(static name =>
        {
            var value = new ByteBuffer();
            JsonText.WriteString(Encoding.UTF8.GetBytes(name), value);
            return value.Span.ToArray();
        })];
    }

    /// <summary>The row with a name in it, valid until the next one. A field that holds something else is not written over.</summary>
    public ReadOnlySpan<byte> Add(ReadOnlySpan<byte> row, int name)
    {
        var members = new JsonMembers(row);
        if (members.MoveTo(_field) && !IsMark(members.Value))
        {
            throw new RecipeFault($"Rows have a field '{Encoding.UTF8.GetString(_field)}' already, and what it holds would be lost. Name a field that no row has.");
        }

        _marked.Clear();
        JsonSplice.SetMember(row, _field, _values[name], _marked);
        return _marked.Span;
    }

    private bool IsMark(ReadOnlySpan<byte> value)
    {
        foreach (var mark in _values)
        {
            if (value.SequenceEqual(mark))
            {
                return true;
            }
        }

        return value.SequenceEqual("null"u8);
    }
}
