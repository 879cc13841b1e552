using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.Selecting;

/// <summary>The rows of a batch that a where is asked about, cut down to the fields it names, so that no other costs anything.</summary>
/// <param name="names">The fields.</param>
internal sealed class CutRows(IReadOnlyList<string> names)
{
    private readonly MemberSelection _selection = new(names);
    private readonly ByteBuffer _text = new();
    private readonly List<RowSpan> _spans = [];
    private readonly List<int> _indexes = [];

    /// <summary>How many rows there are.</summary>
    public int Count => _spans.Count;

    /// <summary>A row's fields, as an object.</summary>
    public ReadOnlySpan<byte> this[int row] => _text.Span.Slice(_spans[row].Start, _spans[row].Length);

    /// <summary>Where a row stands in its batch.</summary>
    public int IndexOf(int row) => _indexes[row];

    /// <summary>Adds a row that is sound.</summary>
    public void Add(ReadOnlySpan<byte> row, int index)
    {
        var start = _text.Length;
        _selection.Write(row, _text);
        _spans.Add(new RowSpan(start, _text.Length - start));
        _indexes.Add(index);
    }

    /// <summary>Forgets the rows that are not kept.</summary>
    public void Retain(ReadOnlySpan<bool> kept)
    {
        var count = 0;
        for (var row = 0; row < kept.Length; row++)
        {
            if (kept[row])
            {
                _spans[count] = _spans[row];
                _indexes[count++] = _indexes[row];
            }
        }

        _spans.RemoveRange(count, _spans.Count - count);
        _indexes.RemoveRange(count, _indexes.Count - count);
    }

    /// <summary>Writes rows as one JSON array.</summary>
    public void WriteArray(int first, int count, ByteBuffer to)
    {
        to.Clear();
        to.Append((byte)'[');
        for (var row = first; row < first + count; row++)
        {
            to.Append(this[row]);
            to.Append(row + 1 < first + count ? (byte)',' : (byte)']');
        }
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        _text.Clear();
        _spans.Clear();
        _indexes.Clear();
    }
}
