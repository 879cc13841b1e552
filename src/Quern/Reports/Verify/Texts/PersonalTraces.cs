namespace Quern.Reports.Verify.Texts;

/// <summary>Counts what looks like data about a person. Patterns see forms, not persons: the name of a mailbox, not who reads it.</summary>
internal sealed class PersonalTraces
{
    private const int LeastPhoneDigits = 9;
    private const int MostPhoneDigits = 15;
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
            if (at > 0 && IsName(text[at - 1]) && EmailAddress.Is(text, at))
            {
                Emails++;
            }
        }
    }

    private static bool IsName(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'_' or (byte)'-' or (byte)'+';

    // Looks at digits that single spaces or hyphens may part, and says how many bytes they take. All of them belong to one
    // number, however many they are: a stretch of a table or of a longer number is no card.
    private int Number(ReadOnlySpan<byte> text, int start)
    {
        Span<byte> digits = stackalloc byte[MostCardDigits + 1];
        var (count, at, isPhone) = (0, start, IsAbroad(text, start));
        while (at < text.Length)
        {
            if (char.IsAsciiDigit((char)text[at]))
            {
                digits[Math.Min(count++, MostCardDigits)] = (byte)(text[at] - '0');
            }
            else if (!Parts(text[at..], isPhone))
            {
                break;
            }

            at++;
        }

        Judge(text, start, at, digits[..Math.Min(count, digits.Length)], isPhone);
        return Math.Max(at - start, 1);
    }

    // Signs between the digits of one number: single ones, but for the brackets of an area.
    private static bool Parts(ReadOnlySpan<byte> rest, bool isPhone)
    {
        var signs = isPhone ? " -()"u8 : " -"u8;
        var most = isPhone ? 2 : 1;
        var length = rest.IndexOfAnyExcept(signs);
        return length > 0 && length <= most && char.IsAsciiDigit((char)rest[length]);
    }

    // The sign of another country stands by itself: in x+49 it adds.
    private static bool IsAbroad(ReadOnlySpan<byte> text, int start)
        => start > 0 && text[start - 1] == '+' && text[start] != '0' && (start == 1 || !(char.IsAsciiLetterOrDigit((char)text[start - 2]) || text[start - 2] is (byte)')' or (byte)'+'));

    private void Judge(ReadOnlySpan<byte> text, int start, int end, ReadOnlySpan<byte> digits, bool isPhone)
    {
        if (isPhone)
        {
            Phones += digits.Length is >= LeastPhoneDigits and <= MostPhoneDigits ? 1 : 0;
        }
        else if ((start > 0 && IsName(text[start - 1])) || GoesOn(text[end..]))
        {
            return;
        }
        else if (IsSocialSecurity(text[start..end]))
        {
            SocialSecurity++;
        }
        else if (CardNumber.Is(digits, text[start..end]))
        {
            Cards++;
        }
    }

    // A word, the decimals of a number, or the rest of a name such as 4000-A7.
    private static bool GoesOn(ReadOnlySpan<byte> rest)
        => rest.Length > 0 && (char.IsAsciiLetter((char)rest[0]) || (rest[0] is (byte)'.' or (byte)',' or (byte)'_' or (byte)'-' && rest.Length > 1 && char.IsAsciiLetterOrDigit((char)rest[1])));

    private static bool IsSocialSecurity(ReadOnlySpan<byte> text)
        => text.Length == 11 && text[3] == '-' && text[6] == '-' && text.Count((byte)'-') == 2 && !text.Contains((byte)' ')
            && !text.StartsWith("000"u8) && !text.StartsWith("666"u8) && text[0] != '9' && !text[4..6].SequenceEqual("00"u8) && !text.EndsWith("0000"u8);
}
