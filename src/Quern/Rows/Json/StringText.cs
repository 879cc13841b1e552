using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Quern.Rows.Json;

/// <summary>
/// Walks over the inside of a JSON string. Text is skipped sixteen bytes at a time: wider vectors would gain little on
/// the short strings of most rows, and code that uses them cannot be compiled ahead.
/// </summary>
internal static class StringText
{
    /// <summary>Index of the first byte from <paramref name="at"/> on that is a quote, a backslash or a control character; the length if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlainEnd(ReadOnlySpan<byte> text, int at)
    {
        if (Vector128.IsHardwareAccelerated)
        {
            for (; text.Length - at >= Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                var block = Vector128.Create(text.Slice(at, Vector128<byte>.Count));
                var special = Vector128.Equals(block, Vector128.Create((byte)'"'))
                    | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                    | Vector128.LessThan(block, Vector128.Create((byte)' '));
                if (special != Vector128<byte>.Zero)
                {
                    return at + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
                }
            }
        }

        return PlainEndByByte(text, at);
    }

    /// <summary>The same, a byte at a time.</summary>
    public static int PlainEndByByte(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is not ((byte)'"' or (byte)'\\' or < (byte)' '))
        {
            at++;
        }

        return at;
    }

    /// <summary>Index behind the escape whose backslash stands at <paramref name="at"/>; -1 if it is none, or half a character.</summary>
    public static int EscapeEnd(ReadOnlySpan<byte> text, int at)
    {
        switch (at + 1 < text.Length ? text[at + 1] : 0)
        {
            case '"' or '\\' or '/' or 'n' or 't' or 'r' or 'b' or 'f':
                return at + 2;
            case 'u':
                return CharacterEnd(text, at);
            default:
                return -1;
        }
    }

    private static int CharacterEnd(ReadOnlySpan<byte> text, int at)
    {
        const int Size = 6;
        if (!TryUnit(text, at, out var unit) || char.IsLowSurrogate(unit))
        {
            return -1;
        }

        if (!char.IsHighSurrogate(unit))
        {
            return at + Size;
        }

        return TryUnit(text, at + Size, out var low) && char.IsLowSurrogate(low) ? at + (2 * Size) : -1;
    }

    private static bool TryUnit(ReadOnlySpan<byte> text, int at, out char unit)
    {
        var value = 0;
        unit = '\0';
        if (text.Length - at < 6 || text[at] != '\\' || text[at + 1] != 'u')
        {
            return false;
        }

        for (var i = at + 2; i < at + 6; i++)
        {
            if (!char.IsAsciiHexDigit((char)text[i]))
            {
                return false;
            }

            value = (value << 4) | ((text[i] & 0xf) + (text[i] > '9' ? 9 : 0));
        }

        unit = (char)value;
        return true;
    }
}
