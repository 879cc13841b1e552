using System.Text;

namespace Quern.Reports.Verify.Texts;

/// <summary>What a kind of secret is made of.</summary>
internal enum SecretLetters
{
    /// <summary>Small and capital letters: what is drawn at random has both, an address or a class of a style sheet has not.</summary>
    Mixed,

    /// <summary>Capital letters and digits.</summary>
    UpperAndDigits,

    /// <summary>Digits among others.</summary>
    Digits,
}

/// <summary>A mark by which a kind of secret is known, and what must follow it.</summary>
/// <param name="name">What it is.</param>
/// <param name="mark">How it begins.</param>
/// <param name="least">How many letters follow at least.</param>
/// <param name="most">How many letters follow at most.</param>
/// <param name="letters">What they are.</param>
internal sealed class SecretPattern(string name, string mark, int least, int most, SecretLetters letters = SecretLetters.Mixed)
{
    private readonly byte[] _mark = Encoding.UTF8.GetBytes(mark);

    /// <summary>What it is.</summary>
    public string Name => name;

    /// <summary>Whether one is in a text.</summary>
    public bool IsIn(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length && text[at..].IndexOf(_mark) is >= 0 and var next; at += _mark.Length)
        {
            at += next;
            if ((at == 0 || !char.IsAsciiLetterOrDigit((char)text[at - 1])) && IsSecret(text[(at + _mark.Length)..]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSecret(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && length <= most && IsPart(text[length]))
        {
            length++;
        }

        var secret = text[..length];
        return length >= least && length <= most && IsDrawn(secret) && !Placeholders.Are(secret);
    }

    private bool IsPart(byte value) => letters == SecretLetters.UpperAndDigits
        ? char.IsAsciiLetterUpper((char)value) || char.IsAsciiDigit((char)value)
        : char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'-';

    private bool IsDrawn(ReadOnlySpan<byte> secret) => letters switch
    {
        SecretLetters.Mixed => secret.ContainsAnyInRange((byte)'a', (byte)'z') && secret.ContainsAnyInRange((byte)'A', (byte)'Z') && LongestRun(secret) >= 12,
        SecretLetters.Digits => secret.ContainsAnyInRange((byte)'0', (byte)'9'),
        _ => true,
    };

    // Words between hyphens are shorter.
    private static int LongestRun(ReadOnlySpan<byte> secret)
    {
        var (longest, run) = (0, 0);
        foreach (var value in secret)
        {
            run = char.IsAsciiLetterOrDigit((char)value) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
