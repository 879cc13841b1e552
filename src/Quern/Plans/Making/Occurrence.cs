namespace Quern.Plans.Making;

/// <summary>Looks for a value in a text or in JSON, as a word of its own.</summary>
internal static class Occurrence
{
    /// <summary>Whether the value stands there, not as a part of a word and not as the name of a member.</summary>
    /// <param name="text">A text or JSON, in small letters.</param>
    /// <param name="value">The value, in small letters.</param>
    /// <param name="whole">Whether it must be all of a text or number of JSON.</param>
    public static bool Stands(ReadOnlySpan<byte> text, ReadOnlySpan<byte> value, bool whole)
    {
        for (var at = 0; at <= text.Length - value.Length;)
        {
            var found = text[at..].IndexOf(value);
            if (found < 0)
            {
                return false;
            }

            var start = at + found;
            var end = start + value.Length;
            if (whole ? IsWhole(text, start, end) : IsWord(text, start, end))
            {
                return true;
            }

            at = start + 1;
        }

        return false;
    }

    private static bool IsWord(ReadOnlySpan<byte> text, int start, int end)
        => !IsWordByte(text, start - 1) && !IsWordByte(text, end) && !IsName(text, start, end);

    private static bool IsWhole(ReadOnlySpan<byte> text, int start, int end)
        => start > 0 && text[start - 1] is (byte)'"' or (byte)':' or (byte)'[' or (byte)',' or (byte)' '
            && end < text.Length && text[end] is (byte)'"' or (byte)'}' or (byte)']' or (byte)',' or (byte)' '
            && !IsName(text, start, end);

    private static bool IsName(ReadOnlySpan<byte> text, int start, int end)
    {
        if (start == 0 || text[start - 1] != '"' || end >= text.Length || text[end] != '"')
        {
            return false;
        }

        var behind = end + 1;
        while (behind < text.Length && text[behind] is (byte)' ')
        {
            behind++;
        }

        return behind < text.Length && text[behind] == ':';
    }

    private static bool IsWordByte(ReadOnlySpan<byte> text, int at)
        => at >= 0 && at < text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'_' || text[at] >= 0x80);
}
