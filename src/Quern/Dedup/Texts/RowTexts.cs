using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Dedup.Texts;

/// <summary>
/// Brings the texts of a row that are compared into their normal form, one behind the other. One instance a core.
/// </summary>
/// <param name="options">Which fields, and how they are normalised.</param>
internal sealed class RowTexts(DedupOptions options)
{
    private static readonly byte[][] NoTexts = ["id"u8.ToArray(), "source_dataset"u8.ToArray(), "role"u8.ToArray(), "from"u8.ToArray()];

    private readonly FieldPath[]? _fields = options.By?.Select(FieldPath.Parse).ToArray();
    private readonly NormalForm? _form = options.Nfkc ? new NormalForm() : null;
    private readonly ByteBuffer _plain = new(1 << 12);
    private readonly ByteBuffer _normal = new(1 << 16);

    /// <summary>The normalised text of the row read last. <see cref="CompactVector.Slack"/> bytes behind it are readable.</summary>
    public ReadOnlySpan<byte> Normal => _normal.Span;

    /// <summary>Length of its texts, in bytes, before they were normalised.</summary>
    public long RawLength { get; private set; }

    /// <summary>Reads a row that is valid JSON.</summary>
    public void Read(ReadOnlySpan<byte> row)
    {
        _normal.Clear();
        RawLength = -1;
        if (_fields is null)
        {
            AddInside(row);
        }
        else
        {
            foreach (var field in _fields)
            {
                Add(field.TryFind(row, out var value) ? value.Span : default);
            }
        }

        RawLength = Math.Max(RawLength, 0);
        // What hashes words reads a little further than the last one.
        _normal.Reserve(CompactVector.Slack);
    }

    // A missing field, and null, stand as an empty text.
    private void Add(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] == 'n')
        {
            AddText(default);
        }
        else if (value[0] == '"')
        {
            AddText(JsonUnescape.Plain(value[1..^1], _plain));
        }
        else if (value[0] is (byte)'{' or (byte)'[')
        {
            var before = RawLength;
            AddInside(value);
            if (RawLength == before)
            {
                AddText(default);
            }
        }
        else
        {
            AddText(value);
        }
    }

    private void AddInside(ReadOnlySpan<byte> json)
    {
        var strings = new JsonStrings(json, NoTexts);
        while (strings.MoveNext())
        {
            AddText(JsonUnescape.Plain(strings.Inside, _plain));
        }
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        // The line break between two texts counts as one byte of both together.
        RawLength += text.Length + 1;
        text = _form is null ? text : _form.Of(text);
        var room = _normal.Reserve((text.Length * 3 / 2) + CompactVector.Slack + 1);
        var start = 0;
        if (_normal.Length > 0)
        {
            room[start++] = (byte)' ';
        }

        _normal.Length += start + CompactVector.Compact(text, room[start..]);
    }
}
