namespace Quern.Plans.Inference;

/// <summary>A word that begins with a digit: how many it stands for, if it is a count at all.</summary>
internal static class NumberText
{
    /// <summary>What stands for a word that is a piece of the number before it, such as the second half of 1,000.</summary>
    public const long Piece = -1;

    /// <summary>
    /// The number; 0 where it is no count (a fraction, a share, a price, a date, a version), <see cref="Piece"/> where it belongs to
    /// the number before it.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the word begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="joined">Whether it is joined to a word that is known; one that is glued to another is a name, such as gpt-4.</param>
    public static long Read(ReadOnlySpan<byte> text, int start, int end, bool joined)
    {
        if (start >= 2 && IsDigit(text[start - 2]))
        {
            switch (text[start - 1])
            {
                case (byte)',' or (byte)'_' when end - start == 3 && AllDigits(text[start..end]):
                    return Piece;
                case (byte)'.' or (byte)':' or (byte)'/':
                    return 0;
            }
        }

        return IsLabelled(text, start, joined) || IsFollowed(text, end) ? 0 : Value(text, start, end);
    }

    // Prices, numbers of things, parts of names and dates: $5, #5, gpt-4, 01.
    private static bool IsLabelled(ReadOnlySpan<byte> text, int start, bool joined)
        => text[start] == '0' || start > 0 && (text[start - 1] is (byte)'$' or (byte)'#' or (byte)'.' or (byte)'+' or (byte)'=' or (byte)'/' or (byte)'@' || !joined && text[start - 1] is (byte)'-' or (byte)'_');

    private static bool IsFollowed(ReadOnlySpan<byte> text, int end)
        => end < text.Length && (text[end] is (byte)'%' or (byte)'$' || text[end] is (byte)'.' or (byte)':' or (byte)'/' && end + 1 < text.Length && IsDigit(text[end + 1]));

    private static long Value(ReadOnlySpan<byte> text, int start, int end)
    {
        var number = 0L;
        var at = start;
        while (true)
        {
            for (; at < end && IsDigit(text[at]); at++)
            {
                number = Math.Min(number * 10 + (text[at] - '0'), ScopeCount.Most + 1);
            }

            if (at != end)
            {
                return at == end - 1 && (text[at] | 0x20) == 'k' ? number * 1000 : 0;
            }

            if (!IsGroup(text, at))
            {
                return number;
            }

            (at, end) = (at + 1, at + 4);
        }
    }

    // A comma and three digits, and no fourth.
    private static bool IsGroup(ReadOnlySpan<byte> text, int at)
        => at + 4 <= text.Length && text[at] is (byte)',' or (byte)'_' && AllDigits(text.Slice(at + 1, 3)) && (at + 4 == text.Length || !WordMask.IsWordByte(text[at + 4]));

    private static bool AllDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool IsDigit(byte b) => (uint)(b - '0') < 10;
}
