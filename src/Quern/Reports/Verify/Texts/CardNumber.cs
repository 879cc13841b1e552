namespace Quern.Reports.Verify.Texts;

/// <summary>Tells numbers of payment cards: by how they begin, how long they are, how they are grouped, and their check digit.</summary>
internal static class CardNumber
{
    /// <summary>Whether digits are one.</summary>
    /// <param name="digits">Their values.</param>
    /// <param name="written">How they are written, with what parts them.</param>
    public static bool Is(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> written)
        => digits.Length >= 14 && digits.Length == LengthOf(digits) && IsGrouped(written, digits.Length) && IsChecked(digits);

    // How long the numbers of an issuer are; 0 where no issuer begins so.
    private static int LengthOf(ReadOnlySpan<byte> digits)
    {
        var (two, four) = ((digits[0] * 10) + digits[1], (digits[0] * 1000) + (digits[1] * 100) + (digits[2] * 10) + digits[3]);
        return two switch
        {
            >= 40 and <= 49 or >= 51 and <= 55 or 35 or 62 or 65 => 16,
            34 or 37 => 15,
            36 or 38 or 30 => 14,
            _ => four is 6011 or (>= 2221 and <= 2720) ? 16 : 0,
        };
    }

    // In one piece, in fours, or as 4-6-5 and 4-6-4; numbers of a table are parted otherwise, or go on.
    private static bool IsGrouped(ReadOnlySpan<byte> written, int digits)
    {
        var signs = written.Length - digits;
        return signs == 0 || (IsSign(written[4]) && (digits == 16 ? signs == 3 && IsSign(written[9]) && IsSign(written[14]) : signs == 2 && IsSign(written[11])));
    }

    private static bool IsSign(byte value) => value is (byte)' ' or (byte)'-';

    // Luhn: every second digit counts twice, and all add up to a multiple of ten.
    private static bool IsChecked(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] * (1 + (i % 2));
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
