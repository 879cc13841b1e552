using System.Buffers;
using System.Text;

namespace Quern.Rows.Json;

/// <summary>Writes JSON strings with as few escapes as the format allows: quotes, backslashes and control characters.</summary>
public static class JsonText
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(EscapedBytes());

    /// <summary>Writes text as a JSON string, quotes included. Bytes above 0x7F are copied as they are.</summary>
    public static void WriteString(ReadOnlySpan<byte> utf8, ByteBuffer to)
    {
        to.Append((byte)'"');
        WriteInside(utf8, to);
        to.Append((byte)'"');
    }

    /// <summary>Writes text as the inside of a JSON string.</summary>
    internal static void WriteInside(ReadOnlySpan<byte> utf8, ByteBuffer to)
    {
        while (true)
        {
            var plain = utf8.IndexOfAny(Escaped);
            if (plain < 0)
            {
                to.Append(utf8);
                return;
            }

            to.Append(utf8[..plain]);
            WriteEscape(utf8[plain], to);
            utf8 = utf8[(plain + 1)..];
        }
    }

    /// <summary>Writes text as a JSON string, quotes included.</summary>
    public static void WriteString(string text, ByteBuffer to)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = ArrayPool<byte>.Shared.Rent(size);
        WriteString(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)), to);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void WriteEscape(byte value, ByteBuffer to)
    {
        to.Append((byte)'\\');
        switch (value)
        {
            case (byte)'"' or (byte)'\\':
                to.Append(value);
                break;
            case (byte)'\n':
                to.Append((byte)'n');
                break;
            case (byte)'\r':
                to.Append((byte)'r');
                break;
            case (byte)'\t':
                to.Append((byte)'t');
                break;
            default:
                to.Append("u00"u8);
                to.Append(HexDigit(value >> 4));
                to.Append(HexDigit(value & 15));
                break;
        }
    }

    private static byte HexDigit(int value) => "0123456789abcdef"u8[value];

    private static byte[] EscapedBytes()
    {
        var bytes = new byte[34];
        for (var i = 0; i < 32; i++)
        {
            bytes[i] = (byte)i;
        }

        bytes[32] = (byte)'"';
        bytes[33] = (byte)'\\';
        return bytes;
    }
}
