using System.Runtime.InteropServices;
using System.Text.Json;

namespace Quern.Reports.Verify.Texts;

/// <summary>Reads the text that a JSON string stands for, by the platform's own reader. One instance a core.</summary>
internal sealed class PlainText
{
    private byte[] _buffer = new byte[1 << 14];

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
}
