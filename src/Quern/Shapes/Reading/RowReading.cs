using System.Text;
using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>A row while it is read: its text, and what the readers of shapes do with pieces of it.</summary>
/// <param name="row">The row: one valid JSON object.</param>
/// <param name="tools">What is shared on this core.</param>
internal readonly ref struct RowReading(ReadOnlySpan<byte> row, ReadingTools tools)
{
    private const int ShownBytes = 60;

    /// <summary>The row.</summary>
    public ReadOnlySpan<byte> Row { get; } = row;

    /// <summary>What is shared on this core.</summary>
    public ReadingTools Tools { get; } = tools;

    /// <summary>The normal form that is filled.</summary>
    public Conversation Into => Tools.Into;

    /// <summary>The fields of the row.</summary>
    public RowFields Fields => Tools.Fields;

    /// <summary>The JSON of a piece.</summary>
    public ReadOnlySpan<byte> Json(JsonSlice piece) => Into.Json(piece, Row);

    /// <summary>The first byte of a value, which tells its kind; 0 where there is none.</summary>
    public byte Kind(JsonSlice piece) => piece.IsEmpty ? (byte)0 : Json(piece)[0];

    /// <summary>Whether a value is a list.</summary>
    public bool IsList(JsonSlice piece) => Kind(piece) == '[';

    /// <summary>Whether a value is an object.</summary>
    public bool IsObject(JsonSlice piece) => Kind(piece) == '{';

    /// <summary>Whether a value is a text.</summary>
    public bool IsText(JsonSlice piece) => Kind(piece) == '"';

    /// <summary>The first element of a list; empty where there is none.</summary>
    public JsonSlice FirstOf(JsonSlice list)
    {
        if (!IsList(list))
        {
            return default;
        }

        var elements = new JsonElements(Json(list));
        return elements.MoveNext() ? Part(list, elements.Start, elements.Length) : default;
    }

    /// <summary>A member of an object; empty where it has none of this name, or null.</summary>
    public JsonSlice Member(JsonSlice of, ReadOnlySpan<byte> name)
    {
        if (!IsObject(of))
        {
            return default;
        }

        var members = new JsonMembers(Json(of));
        return members.MoveTo(name) && members.Value[0] != 'n' ? Part(of, members.ValueStart, members.ValueEnd - members.ValueStart) : default;
    }

    /// <summary>A member of an object under the first of some names that it has.</summary>
    public JsonSlice Member(JsonSlice of, ReadOnlySpan<byte> name, ReadOnlySpan<byte> other)
        => Member(of, name) is { IsEmpty: false } found ? found : Member(of, other);

    /// <summary>A stretch of a piece.</summary>
    public static JsonSlice Part(JsonSlice of, int start, int length) => new(of.Start + start, length, of.InRow);

    /// <summary>A value as text: the inside of a string, any other value as it is written; null is empty.</summary>
    public TextSlice Text(JsonSlice piece) => Kind(piece) switch
    {
        0 or (byte)'n' => default,
        (byte)'"' => new TextSlice(piece.Start + 1, piece.Length - 2, piece.InRow, Escaped: true),
        (byte)'[' => Joined(piece),
        _ => new TextSlice(piece.Start, piece.Length, piece.InRow, Escaped: false),
    };

    /// <summary>A text in plain UTF-8, valid until the next one.</summary>
    public ReadOnlySpan<byte> Plain(TextSlice text) => Into.Plain(text, Row, Tools.Scratch);

    /// <summary>A text in plain UTF-8 within <see cref="Conversation.Own"/>, where parts of it can be named.</summary>
    public TextSlice Owned(TextSlice text)
    {
        if (!text.InRow && !text.Escaped)
        {
            return text;
        }

        var plain = Plain(text);
        var start = Into.Own.Length;
        Into.Own.Append(plain);
        return new TextSlice(start, plain.Length, InRow: false, Escaped: false);
    }

    /// <summary>Whether a text has anything but white space.</summary>
    public bool HasWords(TextSlice text)
    {
        var raw = Into.Raw(text, Row);
        return !raw.Trim(" \t\r\n"u8).IsEmpty && (!text.Escaped || !raw.Contains((byte)'\\') || !Plain(text).Trim(" \t\r\n"u8).IsEmpty);
    }

    /// <summary>
    /// A value that may be JSON inside a text, also Python or JSON that is not closed: as a value. An empty text and null are none.
    /// </summary>
    public bool TryInner(JsonSlice piece, out JsonSlice value)
    {
        value = piece;
        if (Kind(piece) is 0 or (byte)'n')
        {
            value = default;
            return true;
        }

        return !IsText(piece) || TryParse(Text(piece), out value);
    }

    /// <summary>Reads a text as JSON.</summary>
    public bool TryParse(TextSlice text, out JsonSlice value)
    {
        value = default;
        var own = Into.Own;
        var start = own.Length;
        var plain = Plain(text);
        if (plain.Trim(" \t\r\n"u8).IsEmpty)
        {
            return true;
        }

        // As the value of an object, because that is what the check of rows checks.
        own.Append("{\"\":"u8);
        own.Append(plain);
        own.Append((byte)'}');
        var wrapped = own.Span[start..];
        if (Tools.Check.Passes(wrapped, out _) && new JsonMembers(wrapped) is var members && members.MoveNext() && members.ValueEnd == wrapped[..^1].TrimEnd(" \t\r\n"u8).Length)
        {
            value = new JsonSlice(start + members.ValueStart, members.ValueEnd - members.ValueStart, InRow: false);
            return true;
        }

        own.Length = start;
        if (!Tools.Loose.TryRead(plain, own, out _))
        {
            return false;
        }

        value = new JsonSlice(start, own.Length - start, InRow: false);
        return true;
    }

    /// <summary>The beginning of a text, for messages.</summary>
    public string Shown(TextSlice text)
    {
        var plain = Plain(text);
        var shown = Encoding.UTF8.GetString(plain[..Math.Min(plain.Length, ShownBytes)]).ReplaceLineEndings(" ").TrimEnd('\uFFFD');
        return plain.Length > ShownBytes ? shown + "…" : shown;
    }

    // A list of texts, or of typed parts, is one text with line breaks between.
    private TextSlice Joined(JsonSlice list)
    {
        var start = -1;
        var elements = new JsonElements(Json(list));
        while (elements.MoveNext())
        {
            var element = Part(list, elements.Start, elements.Length);
            var part = IsObject(element) ? Member(element, "text"u8, "value"u8) : element;
            if (!IsText(part))
            {
                continue;
            }

            var plain = Plain(Text(part));
            if (start < 0)
            {
                start = Into.Own.Length;
            }
            else
            {
                Into.Own.Append((byte)'\n');
            }

            Into.Own.Append(plain);
        }

        return start < 0 ? default : new TextSlice(start, Into.Own.Length - start, InRow: false, Escaped: false);
    }
}
