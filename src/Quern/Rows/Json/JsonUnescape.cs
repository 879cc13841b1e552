using System.Buffers.Text;
using System.Text;

namespace Quern.Rows.Json;

/// <summary>Turns the inside of a valid JSON string into the text it stands for.</summary>
internal static class JsonUnescape
{
    /// <summary>Appends the text that the inside of a JSON string (without quotes) stands for.</summary>
    public static void Write(ReadOnlySpan<byte> inside, ByteBuffer to)
    {
        while (true)
        {
            var plain = inside.IndexOf((byte)'\\');
            if (plain < 0)
            {
                to.Append(inside);
                return;
            }

            to.Append(inside[..plain]);
            inside = inside[plain..];
            inside = inside[WriteEscape(inside, to)..];
        }
    }

    /// <summary>The code unit of an escape that begins with <c>\u</c>.</summary>
    public static int CodeUnit(ReadOnlySpan<byte> escape)
        => Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out var used, 'x') && used == 4 ? unit : -1;

    private static int WriteEscape(ReadOnlySpan<byte> escape, ByteBuffer to)
    {
        if (escape[1] != 'u')
        {
            to.Append(escape[1] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                var same => same,
            });
            return 2;
        }

        var unit = CodeUnit(escape);
        var used = 6;
        if (char.IsHighSurrogate((char)unit) && escape.Length >= 12)
        {
            unit = char.ConvertToUtf32((char)unit, (char)CodeUnit(escape[6..]));
            used = 12;
        }

        to.Length += new Rune(unit).EncodeToUtf8(to.Reserve(4));
        return used;
    }
}
