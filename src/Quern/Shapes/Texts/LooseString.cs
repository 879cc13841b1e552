using System.Globalization;
using System.Text;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Shapes.Texts;

/// <summary>Reads a quoted text of JSON or Python, in single or double quotes, and writes it as a JSON string.</summary>
internal static class LooseString
{
    /// <summary>Reads the text whose quote stands at a place.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="at">Where the opening quote stands.</param>
    /// <param name="to">Takes the JSON string.</param>
    /// <param name="isRaw">Whether a backslash stands for itself.</param>
    /// <param name="behind">The first byte behind it; where it went wrong, when it did.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int at, ByteBuffer to, bool isRaw, out int behind)
    {
        var quote = text[at];
        var start = to.Length;
        to.Append((byte)'"');
        behind = at + 1;
        while (behind < text.Length)
        {
            var b = text[behind];
            if (b == quote)
            {
                to.Append((byte)'"');
                behind++;
                return !Surrogates.HasLone(to.Span[(start + 1)..^1]);
            }

            if (b == '\\' && !isRaw)
            {
                if (!TryEscape(text, ref behind, to))
                {
                    return false;
                }
            }
            else
            {
                Plain(b, to);
                behind++;
            }
        }

        return false;
    }

    private static void Plain(byte b, ByteBuffer to)
    {
        switch (b)
        {
            case (byte)'"' or (byte)'\\':
                to.Append((byte)'\\');
                to.Append(b);
                break;
            case < 0x20:
                Control(b, to);
                break;
            default:
                to.Append(b);
                break;
        }
    }

    private static void Control(int code, ByteBuffer to)
    {
        Span<byte> hex = stackalloc byte[4];
        _ = code.TryFormat(hex, out _, "x4", CultureInfo.InvariantCulture);
        to.Append("\\u"u8);
        to.Append(hex);
    }

    // The escapes of JSON and of Python; a backslash before anything else stands for itself, as in Python.
    private static bool TryEscape(ReadOnlySpan<byte> text, ref int at, ByteBuffer to)
    {
        if (at + 1 >= text.Length)
        {
            return false;
        }

        var kind = text[at + 1];
        switch (kind)
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'n' or (byte)'r' or (byte)'t' or (byte)'b' or (byte)'f':
                to.Append((byte)'\\');
                to.Append(kind);
                at += 2;
                return true;
            case (byte)'\'':
                to.Append((byte)'\'');
                at += 2;
                return true;
            case (byte)'\n':
                at += 2;
                return true;
            case (byte)'u':
                return TryHex(text, ref at, 4, to);
            case (byte)'x':
                return TryHex(text, ref at, 2, to);
            case (byte)'U':
                return TryHex(text, ref at, 8, to);
            case (byte)'N' or (>= (byte)'0' and <= (byte)'9'):
                return false;
            default:
                to.Append("\\\\"u8);
                at++;
                return true;
        }
    }

    private static bool TryHex(ReadOnlySpan<byte> text, ref int at, int digits, ByteBuffer to)
    {
        if (at + 2 + digits > text.Length || !int.TryParse(text.Slice(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code < 0)
        {
            return false;
        }

        at += 2 + digits;
        if (code <= 0xFFFF)
        {
            // Also half a pair: the other half follows, or the whole text is refused.
            Control(code, to);
            return true;
        }

        if (!Rune.TryCreate(code, out var rune))
        {
            return false;
        }

        to.Length += rune.EncodeToUtf8(to.Reserve(4));
        return true;
    }
}
