using System.Buffers.Text;

namespace Quern.Rows.Json;

/// <summary>
/// Compares numbers by their decimal value, exactly: <c>7</c> is <c>7.0</c> and <c>70e-1</c>, but two ids that differ in
/// their seventeenth digit differ, which they would not as doubles.
/// </summary>
internal static class JsonNumber
{
    /// <summary>Whether text is a number as JSON writes them.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var at = text.StartsWith("-"u8) ? 1 : 0;
        var whole = Digits(text[at..]);
        if (whole == 0 || (whole > 1 && text[at] == '0'))
        {
            return false;
        }

        at += whole;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = Digits(text[(at + 1)..]);
            if (fraction == 0)
            {
                return false;
            }

            at += fraction + 1;
        }

        if (at == text.Length || (text[at] | 0x20) != 'e')
        {
            return at == text.Length;
        }

        at++;
        at += at < text.Length && text[at] is (byte)'+' or (byte)'-' ? 1 : 0;
        return at < text.Length && Digits(text[at..]) == text.Length - at;
    }

    /// <summary>Whether two valid JSON numbers have the same value.</summary>
    public static bool Equal(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
        => a.SequenceEqual(b) || SameValue(Read(a), Read(b));

    private static bool SameValue(Number a, Number b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return a.Count == b.Count;
        }

        if (a.Negative != b.Negative || a.Count != b.Count || a.Scale != b.Scale)
        {
            return false;
        }

        var (i, j) = (0, 0);
        for (var n = 0; n < a.Count; n++)
        {
            i += a.Digits[i] == '.' ? 1 : 0;
            j += b.Digits[j] == '.' ? 1 : 0;
            if (a.Digits[i++] != b.Digits[j++])
            {
                return false;
            }
        }

        return true;
    }

    // The digits from the first to the last that is not zero, and the power of ten that the last one counts.
    private static Number Read(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        text = negative ? text[1..] : text;
        var exponentAt = text.IndexOfAny((byte)'e', (byte)'E');
        var exponent = exponentAt < 0 ? 0 : Exponent(text[(exponentAt + 1)..]);
        var digits = exponentAt < 0 ? text : text[..exponentAt];

        var point = digits.IndexOf((byte)'.');
        var last = digits.LastIndexOfAnyExcept((byte)'0', (byte)'.');
        if (last < 0)
        {
            return default;
        }

        var wholeDigits = point < 0 ? digits.Length : point;
        var scale = exponent + (last < wholeDigits ? wholeDigits - 1 - last : wholeDigits - last);
        var first = digits.IndexOfAnyExcept((byte)'0', (byte)'.');
        var significant = digits[first..(last + 1)];
        return new Number(significant, significant.Length - (significant.Contains((byte)'.') ? 1 : 0), scale, negative);
    }

    // An exponent beyond eighteen digits is no number that anybody meant; it must only not wrap.
    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        text = text.TrimStart("+-"u8).TrimStart((byte)'0');
        var size = text.IsEmpty ? 0 : text.Length <= 18 && Utf8Parser.TryParse(text, out long read, out _) ? read : long.MaxValue / 4;
        return negative ? -size : size;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var other = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return other < 0 ? text.Length : other;
    }

    private readonly ref struct Number(ReadOnlySpan<byte> digits, int count, long scale, bool negative)
    {
        public readonly ReadOnlySpan<byte> Digits = digits;
        public readonly int Count = count;
        public readonly long Scale = scale;
        public readonly bool Negative = negative;
    }
}
