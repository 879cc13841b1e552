using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Quern.Rows.Json;

namespace Quern.Reports.Verify.Texts;

/// <summary>
/// Reads the texts that the JSON strings of a row stand for, by the platform's own reader. What was found out about a text
/// is remembered for as long as its row is looked at. One instance a core.
/// </summary>
internal sealed class PlainText
{
    private readonly Dictionary<int, KnownText> _known = [];
    private JsonElement _row;
    private byte[] _buffer = new byte[1 << 14];

    /// <summary>Goes to a row, and forgets the texts of the one before.</summary>
    public void Begin(JsonElement row)
    {
        _row = row;
        _known.Clear();
    }

    /// <summary>The text, valid until the next one; false when the string has half a character in it.</summary>
    public bool TryRead(JsonElement element, out ReadOnlySpan<byte> text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        text = raw[1..^1];
        if (!text.Contains((byte)'\\'))
        {
            return true;
        }

        if (_buffer.Length < raw.Length)
        {
            _buffer = new byte[raw.Length * 5L / 4];
        }

        try
        {
            var reader = new Utf8JsonReader(raw);
            reader.Read();
            text = _buffer.AsSpan(0, reader.CopyString(_buffer));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Finds out about a text that was read, and remembers it.</summary>
    public KnownText Know(JsonElement element, ReadOnlySpan<byte> text) => _known[PlaceOf(element)] = new KnownText(TextHash.Of(text, 0), WordCount.Of(text));

    /// <summary>What is known of a text; it is read when nothing is. Nothing for one with half a character.</summary>
    public KnownText? Of(JsonElement element)
        => _known.TryGetValue(PlaceOf(element), out var known) ? known : TryRead(element, out var text) ? Know(element, text) : null;

    // Where in the row a string lies tells it from all others.
    private int PlaceOf(JsonElement element)
        => (int)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(JsonMarshal.GetRawUtf8Value(_row)), ref MemoryMarshal.GetReference(JsonMarshal.GetRawUtf8Value(element)));
}
