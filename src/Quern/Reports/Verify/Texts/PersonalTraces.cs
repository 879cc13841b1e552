namespace Quern.Reports.Verify.Texts;

/// <summary>Counts what looks like data about a person. Patterns see forms, not persons: an address of an example counts too.</summary>
internal sealed class PersonalTraces
{
    private const int LeastPhoneDigits = 9;
    private const int MostPhoneDigits = 15;
    private const int LeastCardDigits = 14;
    private const int MostCardDigits = 19;

    /// <summary>E-mail addresses.</summary>
    public long Emails { get; private set; }

    /// <summary>Telephone numbers with the sign of another country before them.</summary>
    public long Phones { get; private set; }

    /// <summary>Numbers of payment cards whose check digit is right.</summary>
    public long Cards { get; private set; }

    /// <summary>Numbers in the form of a social security number of the USA.</summary>
    public long SocialSecurity { get; private set; }

    /// <summary>All of them.</summary>
    public long All => Emails + Phones + Cards + SocialSecurity;

    /// <summary>Adds those of a text.</summary>
    public void Look(ReadOnlySpan<byte> text)
    {
        LookForEmails(text);
        for (var at = 0; at < text.Length && text[at..].IndexOfAnyInRange((byte)'0', (byte)'9') is >= 0 and var next;)
        {
            at += next;
            at += Number(text, at);
        }
    }

    /// <summary>Adds other counts.</summary>
    public void Add(PersonalTraces other)
    {
        Emails += other.Emails;
        Phones += other.Phones;
        Cards += other.Cards;
        SocialSecurity += other.SocialSecurity;
    }

    private void LookForEmails(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length && text[at..].IndexOf((byte)'@') is >= 0 and var next; at++)
        {
            at += next;
            if (at > 0 && IsName(text[at - 1]) && IsDomain(text[(at + 1)..]))
            {
                Emails++;
            }
        }
    }

    private static bool IsName(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'_' or (byte)'-' or (byte)'+';

    // A dot, and at least two letters behind it.
    private static bool IsDomain(ReadOnlySpan<byte> text)
    {
        var (end, dot) = (0, -1);
        while (end < text.Length && (char.IsAsciiLetterOrDigit((char)text[end]) || text[end] is (byte)'.' or (byte)'-'))
        {
            dot = text[end] == '.' && end + 1 < text.Length && char.IsAsciiLetter((char)text[end + 1]) ? end : dot;
            end++;
        }

        return dot > 0 && end - dot > 2;
    }

    // Looks at digits that single spaces or hyphens may part, and says how many bytes they take.
    private int Number(ReadOnlySpan<byte> text, int start)
    {
        Span<byte> digits = stackalloc byte[MostCardDigits + 1];
        var (count, at) = (0, start);
        while (at < text.Length && count < digits.Length)
        {
            if (char.IsAsciiDigit((char)text[at]))
            {
                digits[count++] = (byte)(text[at] - '0');
            }
            else if (text[at] is not ((byte)' ' or (byte)'-') || at + 1 >= text.Length || !char.IsAsciiDigit((char)text[at + 1]))
            {
                break;
            }

            at++;
        }

        Judge(text, start, at, digits[..count]);
        return Math.Max(at - start, 1);
    }

    private void Judge(ReadOnlySpan<byte> text, int start, int end, ReadOnlySpan<byte> digits)
    {
        var isPartOfWord = (start > 0 && IsName(text[start - 1]) && text[start - 1] != '+') || (end < text.Length && char.IsAsciiLetter((char)text[end]));
        if (isPartOfWord)
        {
            return;
        }

        if (start > 0 && text[start - 1] == '+')
        {
            Phones += digits.Length is >= LeastPhoneDigits and <= MostPhoneDigits ? 1 : 0;
        }
        else if (IsSocialSecurity(text[start..end]))
        {
            SocialSecurity++;
        }
        else if (digits.Length is >= LeastCardDigits and <= MostCardDigits && digits[0] is >= 3 and <= 6 && IsChecked(digits))
        {
            Cards++;
        }
    }

    private static bool IsSocialSecurity(ReadOnlySpan<byte> text)
        => text.Length == 11 && text[3] == '-' && text[6] == '-' && text.Count((byte)'-') == 2 && !text.Contains((byte)' ') && !text.StartsWith("000"u8) && text[0] != '9';

    // Luhn: every second digit counts twice, and all add up to a multiple of ten. Zeros alone do too.
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
