using System.Buffers.Text;
using System.Text;

namespace Quern.Rows.Json;

/// <summary>Turns the inside of a valid JSON string into the text it stands for.</summary>
internal static class JsonUnescape
{
    /// <summary>Appends the text that the inside of a JSON string (without quotes) stands for.</summary>
    public static void Write(ReadOnlySpan<byte> inside, ByteBuffer to)
    {
        // No escape is shorter than what it stands for, so there is room for everything at once.
        var room = to.Reserve(inside.Length);
        var written = 0;
        while (true)
        {
            var plain = inside.IndexOf((byte)'\\');
            if (plain < 0)
            {
                inside.CopyTo(room[written..]);
                to.Length += written + inside.Length;
                return;
            }

            inside[..plain].CopyTo(room[written..]);
            written += plain;
            var used = Decode(inside[plain..], room[written..], out var length);
            written += length;
            inside = inside[(plain + used)..];
        }
    }

    /// <summary>The text that the inside of a JSON string stands for; only one with escapes is written, to <paramref name="room"/>.</summary>
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> inside, ByteBuffer room)
    {
        if (!inside.Contains((byte)'\\'))
        {
            return inside;
        }

        room.Clear();
        Write(inside, room);
        return room.Span;
    }

    /// <summary>Whether the inside of a JSON string stands for <paramref name="text"/>; needs no room.</summary>
    public static bool Equals(ReadOnlySpan<byte> inside, ReadOnlySpan<byte> text)
    {
        Span<byte> decoded = stackalloc byte[4];
        while (true)
        {
            var plain = inside.IndexOf((byte)'\\');
            if (plain < 0)
            {
                return inside.SequenceEqual(text);
            }

            if (!text.StartsWith(inside[..plain]))
            {
                return false;
            }

            inside = inside[plain..];
            text = text[plain..];
            var used = Decode(inside, decoded, out var length);
            if (!text.StartsWith(decoded[..length]))
            {
                return false;
            }

            inside = inside[used..];
            text = text[length..];
        }
    }

    /// <summary>How many characters (Unicode scalar values) the inside of a JSON string stands for.</summary>
    public static long CharCount(ReadOnlySpan<byte> inside)
    {
        var count = Utf8Length.Of(inside);
        var at = inside.IndexOf((byte)'\\');
        while (at >= 0)
        {
            // An escape was counted byte by byte, and stands for one character.
            var length = LengthOf(inside[at..]);
            count -= length - 1;
            at += length;
            var next = inside[at..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + next;
        }

        return count;
    }

    /// <summary>The code unit of an escape that begins with <c>\u</c>.</summary>
    public static int CodeUnit(ReadOnlySpan<byte> escape)
        => Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out var used, 'x') && used == 4 ? unit : -1;

    private static int LengthOf(ReadOnlySpan<byte> escape)
        => escape[1] != 'u' ? 2 : escape.Length >= 12 && char.IsHighSurrogate((char)CodeUnit(escape)) ? 12 : 6;

    // The escape that the text begins with: how many bytes it took, and the one to four bytes it stands for.
    private static int Decode(ReadOnlySpan<byte> escape, Span<byte> to, out int length)
    {
        if (escape[1] != 'u')
        {
            length = 1;
            to[0] = escape[1] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                var same => same,
            };
            return 2;
        }

        var unit = CodeUnit(escape);
        var used = LengthOf(escape);
        if (used == 12)
        {
            unit = char.ConvertToUtf32((char)unit, (char)CodeUnit(escape[6..]));
        }

        length = new Rune(unit).EncodeToUtf8(to);
        return used;
    }
}
