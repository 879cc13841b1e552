using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>Reads a number of JSON or Python and writes it as JSON: no sign before positive ones, digits on both sides of the point.</summary>
internal static class LooseNumber
{
    /// <summary>Reads the number at a place; false, with nothing written, when it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, int at, ByteBuffer to, out int end)
    {
        var mark = to.Length;
        end = at;
        if (text[end] is (byte)'-' or (byte)'+')
        {
            if (text[end++] == '-')
            {
                to.Append((byte)'-');
            }
        }

        var digits = Digits(text, ref end, to);
        var leading = digits > 1 && to.Span[to.Length - digits] == '0';
        var good = !leading && TryFraction(text, ref end, digits, to, out var any) && any && TryExponent(text, ref end, to) && !IsWord(text, end);
        to.Length = good ? to.Length : mark;
        return good;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, ref int end, int digits, ByteBuffer to, out bool any)
    {
        any = digits > 0;
        if (end >= text.Length || text[end] != '.')
        {
            return true;
        }

        if (digits == 0)
        {
            to.Append((byte)'0');
        }

        to.Append((byte)'.');
        end++;
        var fraction = Digits(text, ref end, to);
        if (fraction == 0)
        {
            to.Append((byte)'0');
        }

        any |= fraction > 0;
        return true;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int end, ByteBuffer to)
    {
        if (end >= text.Length || (text[end] | 0x20) != 'e')
        {
            return true;
        }

        to.Append((byte)'e');
        end++;
        if (end < text.Length && text[end] is (byte)'-' or (byte)'+')
        {
            to.Append(text[end++]);
        }

        return Digits(text, ref end, to) > 0;
    }

    // Python lets an underscore stand between digits.
    private static int Digits(ReadOnlySpan<byte> text, ref int end, ByteBuffer to)
    {
        var count = 0;
        while (end < text.Length)
        {
            if (char.IsAsciiDigit((char)text[end]))
            {
                to.Append(text[end]);
                count++;
            }
            else if (text[end] != '_' || count == 0 || end + 1 >= text.Length || !char.IsAsciiDigit((char)text[end + 1]))
            {
                break;
            }

            end++;
        }

        return count;
    }

    private static bool IsWord(ReadOnlySpan<byte> text, int at)
        => at < text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'_' or (byte)'.' || text[at] >= 0x80);
}
