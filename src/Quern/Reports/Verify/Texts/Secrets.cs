namespace Quern.Reports.Verify.Texts;

/// <summary>Finds what looks like a key or a password of somebody's, by the marks that its maker gives it. What it reads is never told.</summary>
internal static class Secrets
{
    private static readonly Pattern[] Patterns =
    [
        new("an AWS access key", "AKIA"u8.ToArray(), 16, UpperAndDigits: true),
        new("an AWS access key", "ASIA"u8.ToArray(), 16, UpperAndDigits: true),
        new("a GitHub token", "ghp_"u8.ToArray(), 36),
        new("a GitHub token", "github_pat_"u8.ToArray(), 40),
        new("a GitLab token", "glpat-"u8.ToArray(), 20),
        new("a Hugging Face token", "hf_"u8.ToArray(), 30),
        new("an OpenAI or Anthropic key", "sk-"u8.ToArray(), 32),
        new("a Slack token", "xoxb-"u8.ToArray(), 20),
        new("a Slack token", "xoxp-"u8.ToArray(), 20),
        new("a Google API key", "AIza"u8.ToArray(), 35),
        new("a Stripe key", "sk_live_"u8.ToArray(), 24),
    ];

    /// <summary>What kind of secret is in a text; null when none is seen.</summary>
    public static string? Find(ReadOnlySpan<byte> text)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.IsIn(text))
            {
                return pattern.Name;
            }
        }

        return HasPrivateKey(text) ? "a private key" : null;
    }

    private static bool HasPrivateKey(ReadOnlySpan<byte> text)
        => text.IndexOf("-----BEGIN "u8) is >= 0 and var at && text[at..].IndexOf("PRIVATE KEY-----"u8) is > 0 and < 40;

    private sealed record Pattern(string Name, byte[] Mark, int Length, bool UpperAndDigits = false)
    {
        public bool IsIn(ReadOnlySpan<byte> text)
        {
            for (var at = 0; at < text.Length && text[at..].IndexOf(Mark) is >= 0 and var next;)
            {
                at += next;
                if ((at == 0 || !char.IsAsciiLetterOrDigit((char)text[at - 1])) && LengthOf(text[(at + Mark.Length)..]) >= Length)
                {
                    return true;
                }

                at += Mark.Length;
            }

            return false;
        }

        // Words of an example, such as sk-your-key-here, have no digit in them.
        private int LengthOf(ReadOnlySpan<byte> text)
        {
            var (length, digits) = (0, 0);
            while (length < text.Length && IsPart(text[length]))
            {
                digits += char.IsAsciiDigit((char)text[length]) ? 1 : 0;
                length++;
            }

            return digits > 0 ? length : 0;
        }

        private bool IsPart(byte value)
            => UpperAndDigits ? char.IsAsciiLetterUpper((char)value) || char.IsAsciiDigit((char)value) : char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'-';
    }
}
