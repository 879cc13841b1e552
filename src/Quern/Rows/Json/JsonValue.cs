using System.Buffers.Text;

namespace Quern.Rows.Json;

/// <summary>What a JSON value is.</summary>
public enum JsonKind
{
    /// <summary>Text in quotes.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true.</summary>
    True,

    /// <summary>false.</summary>
    False,

    /// <summary>null.</summary>
    Null,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,
}

/// <summary>A value inside a row, as it is written there.</summary>
/// <param name="span">The value's text, with quotes when it is a string.</param>
/// <param name="start">Where it begins in the row.</param>
public readonly ref struct JsonValue(ReadOnlySpan<byte> span, int start)
{
    /// <summary>The value's text, with quotes when it is a string.</summary>
    public ReadOnlySpan<byte> Span { get; } = span;

    /// <summary>Where it begins in the row.</summary>
    public int Start { get; } = start;

    /// <summary>What it is.</summary>
    public JsonKind Kind => Span[0] switch
    {
        (byte)'"' => JsonKind.String,
        (byte)'{' => JsonKind.Object,
        (byte)'[' => JsonKind.Array,
        (byte)'t' => JsonKind.True,
        (byte)'f' => JsonKind.False,
        (byte)'n' => JsonKind.Null,
        _ => JsonKind.Number,
    };

    /// <summary>The inside of a string, as written.</summary>
    private ReadOnlySpan<byte> Inside => Span[1..^1];

    /// <summary>The value of a number; false when it is none.</summary>
    public bool TryGetDouble(out double number)
    {
        number = 0;
        return Kind == JsonKind.Number && Utf8Parser.TryParse(Span, out number, out var used) && used == Span.Length;
    }

    /// <summary>Whether this is a string that stands for <paramref name="utf8"/>.</summary>
    public bool StringEquals(ReadOnlySpan<byte> utf8) => Kind == JsonKind.String && JsonMembers.NameEquals(Inside, utf8);

    /// <summary>Appends the text that a string stands for.</summary>
    public void CopyUnescaped(ByteBuffer to) => JsonUnescape.Write(Inside, to);

    /// <summary>Appends what the value says: the text that a string stands for, anything else as it is written.</summary>
    internal void CopyText(ByteBuffer to)
    {
        if (Kind == JsonKind.String)
        {
            CopyUnescaped(to);
        }
        else
        {
            to.Append(Span);
        }
    }

    /// <summary>How many characters (Unicode scalar values) a string stands for.</summary>
    public long CharCount() => JsonUnescape.CharCount(Inside);

    /// <summary>How many elements an array has.</summary>
    public long ElementCount()
    {
        var count = 0L;
        var elements = new JsonElements(Span);
        while (elements.MoveNext())
        {
            count++;
        }

        return count;
    }
}
