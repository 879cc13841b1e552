using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Dedup.Texts;

/// <summary>Takes a text of a row, valid until it returns.</summary>
internal delegate void TextAction(ReadOnlySpan<byte> text);

/// <summary>Finds the texts of a row that are compared: those of the fields named, or all that say something. One instance a core.</summary>
/// <param name="by">The fields; null for all texts.</param>
internal sealed class ComparedTexts(IReadOnlyList<string>? by)
{
    private static readonly byte[][] NoTexts = ["id"u8.ToArray(), "source_dataset"u8.ToArray(), "role"u8.ToArray(), "from"u8.ToArray()];

    private readonly FieldPath[]? _fields = by?.Select(FieldPath.Parse).ToArray();
    private readonly bool[] _isSeen = new bool[by?.Count ?? 0];
    private readonly ByteBuffer _plain = new(1 << 12);

    /// <summary>Of each field named, whether any row so far had it.</summary>
    public IReadOnlyList<bool> IsSeen => _isSeen;

    /// <summary>Hands over the texts of a row that is valid JSON, in their order.</summary>
    public void Find(ReadOnlySpan<byte> row, TextAction found)
    {
        if (_fields is null)
        {
            FindInside(row, found);
            return;
        }

        for (var i = 0; i < _fields.Length; i++)
        {
            var isThere = _fields[i].TryFind(row, out var value);
            _isSeen[i] |= isThere;
            Find(isThere, value, found);
        }
    }

    // A missing field, null, and what holds no text stand as an empty text.
    private void Find(bool isThere, JsonValue value, TextAction found)
    {
        if (!isThere || value.Kind == JsonKind.Null)
        {
            found(default);
        }
        else if (value.Kind == JsonKind.String)
        {
            found(JsonUnescape.Plain(value.Span[1..^1], _plain));
        }
        else if (value.Kind is not (JsonKind.Object or JsonKind.Array))
        {
            found(value.Span);
        }
        else if (!FindInside(value.Span, found))
        {
            found(default);
        }
    }

    private bool FindInside(ReadOnlySpan<byte> json, TextAction found)
    {
        var strings = new JsonStrings(json, NoTexts);
        var any = false;
        while (strings.MoveNext())
        {
            found(JsonUnescape.Plain(strings.Inside, _plain));
            any = true;
        }

        return any;
    }
}
