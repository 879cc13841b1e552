using System.Buffers;
using System.Globalization;
using System.Text;
using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>How a quoted text is to be read, by the letters before its quote.</summary>
[Flags]
internal enum StringForm
{
    /// <summary>As in JSON and Python.</summary>
    Plain = 0,

    /// <summary>A backslash stands for itself.</summary>
    Raw = 1,

    /// <summary>Bytes: only ASCII has a meaning as text.</summary>
    Bytes = 2,
}

/// <summary>Reads a quoted text of JSON or Python, in one or three single or double quotes, and writes it as the inside of a JSON string, always the same way.</summary>
internal static class LooseString
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(SpecialBytes());

    /// <summary>Reads the text whose quote stands at a place.</summary>
    /// <param name="text">All of it; valid UTF-8.</param>
    /// <param name="at">Where the opening quote stands.</param>
    /// <param name="form">How to read it.</param>
    /// <param name="to">Takes the inside of the JSON string.</param>
    /// <param name="behind">The first byte behind it; where it went wrong, when it did.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int at, StringForm form, ByteBuffer to, out int behind)
    {
        var quote = text[at];
        var quotes = IsTriple(text, at) ? 3 : 1;
        behind = at + quotes;
        while (true)
        {
            var plain = text[behind..].IndexOfAny(Special);
            if (plain < 0)
            {
                behind = text.Length;
                return false;
            }

            to.Append(text.Slice(behind, plain));
            behind += plain;
            var b = text[behind];
            if (b == quote && (quotes == 1 || IsTriple(text, behind)))
            {
                behind += quotes;
                return true;
            }

            if (b != '\\')
            {
                Write(b, to);
                behind++;
            }
            else if (!TryEscape(text, ref behind, form, to))
            {
                return false;
            }
        }
    }

    private static bool IsTriple(ReadOnlySpan<byte> text, int at) => at + 2 < text.Length && text[at + 1] == text[at] && text[at + 2] == text[at];

    // The escapes of JSON and of Python; a backslash before anything else stands for itself, as in Python.
    private static bool TryEscape(ReadOnlySpan<byte> text, ref int at, StringForm form, ByteBuffer to)
    {
        if (at + 1 >= text.Length)
        {
            return false;
        }

        var kind = text[at + 1];
        if ((form & StringForm.Raw) == StringForm.Raw)
        {
            // Both stay, but the quote behind it ends nothing.
            Write('\\', to);
            at++;
            if (kind is (byte)'"' or (byte)'\'' or (byte)'\\')
            {
                Write(kind, to);
                at++;
            }

            return true;
        }

        var isBytes = (form & StringForm.Bytes) == StringForm.Bytes;
        switch (kind)
        {
            case (byte)'x':
                return TryHex(text, ref at, 2, isBytes ? 0x7F : 0xFF, to);
            case (byte)'u' when !isBytes:
                return TryHex(text, ref at, 4, 0xFFFF, to);
            case (byte)'U' when !isBytes:
                return TryHex(text, ref at, 8, 0x10FFFF, to);
            case (byte)'N' when !isBytes:
                return false;
            case >= (byte)'0' and <= (byte)'7':
                return TryOctal(text, ref at, isBytes ? 0x7F : 0xFF, to);
            case (byte)'\n' or (byte)'\r':
                at += kind == '\r' && at + 2 < text.Length && text[at + 2] == '\n' ? 3 : 2;
                return true;
        }

        var code = Simple(kind);
        Write(code < 0 ? '\\' : code, to);
        at += code < 0 ? 1 : 2;
        return true;
    }

    private static int Simple(byte kind) => kind switch
    {
        (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)'/' => kind,
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'a' => '\a',
        (byte)'v' => '\v',
        _ => -1,
    };

    private static bool TryOctal(ReadOnlySpan<byte> text, ref int at, int max, ByteBuffer to)
    {
        var (code, end) = (0, at + 1);
        while (end < text.Length && end < at + 4 && text[end] is >= (byte)'0' and <= (byte)'7')
        {
            code = (code << 3) | (text[end++] - '0');
        }

        if (code > max)
        {
            return false;
        }

        Write(code, to);
        at = end;
        return true;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, ref int at, int digits, int max, ByteBuffer to)
    {
        if (!TryCode(text, at, digits, out var code) || code > max)
        {
            return false;
        }

        var end = at + 2 + digits;
        if (code is >= 0xD800 and <= 0xDBFF && end + 1 < text.Length && text[end] == '\\' && text[end + 1] == text[at + 1]
            && TryCode(text, end, digits, out var low) && low is >= 0xDC00 and <= 0xDFFF)
        {
            code = char.ConvertToUtf32((char)code, (char)low);
            end += 2 + digits;
        }

        if (!Rune.IsValid(code))
        {
            return false;
        }

        Write(code, to);
        at = end;
        return true;
    }

    private static bool TryCode(ReadOnlySpan<byte> text, int at, int digits, out int code)
    {
        code = 0;
        return at + 2 + digits <= text.Length && int.TryParse(text.Slice(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code) && code >= 0;
    }

    // A character as it stands within a JSON string.
    private static void Write(int code, ByteBuffer to)
    {
        Span<byte> utf8 = stackalloc byte[4];
        switch (code)
        {
            case '"' or '\\':
                to.Append((byte)'\\');
                to.Append((byte)code);
                break;
            case '\n' or '\r' or '\t':
                to.Append(code == '\n' ? "\\n"u8 : code == '\r' ? "\\r"u8 : "\\t"u8);
                break;
            case < 0x20:
                _ = code.TryFormat(utf8, out _, "x4", CultureInfo.InvariantCulture);
                to.Append("\\u"u8);
                to.Append(utf8);
                break;
            default:
                to.Append(utf8[..new Rune(code).EncodeToUtf8(utf8)]);
                break;
        }
    }

    private static byte[] SpecialBytes() => [.. Enumerable.Range(0, 0x20).Select(static b => (byte)b), (byte)'"', (byte)'\'', (byte)'\\'];
}
