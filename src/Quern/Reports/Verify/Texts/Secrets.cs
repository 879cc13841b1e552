namespace Quern.Reports.Verify.Texts;

/// <summary>Finds what looks like a key or a password of somebody's, by the marks that its maker gives it. What it reads is never told.</summary>
internal static class Secrets
{
    private static readonly SecretPattern[] Patterns =
    [
        new("an AWS access key", "AKIA", 16, 16, SecretLetters.UpperAndDigits),
        new("an AWS access key", "ASIA", 16, 16, SecretLetters.UpperAndDigits),
        new("a GitHub token", "ghp_", 36, 255),
        new("a GitHub token", "gho_", 36, 255),
        new("a GitHub token", "ghs_", 36, 255),
        new("a GitHub token", "github_pat_", 40, 255),
        new("a GitLab token", "glpat-", 20, 255),
        new("a Hugging Face token", "hf_", 30, 60),
        new("an OpenAI or Anthropic key", "sk-", 32, 255),
        new("a Slack token", "xoxb-", 20, 255, SecretLetters.Digits),
        new("a Slack token", "xoxp-", 20, 255, SecretLetters.Digits),
        new("a Google API key", "AIza", 35, 35),
        new("a Stripe key", "sk_live_", 24, 255),
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

    private const int LongestName = 30;

    private static bool HasPrivateKey(ReadOnlySpan<byte> text)
    {
        var begin = "-----BEGIN "u8;
        var end = "PRIVATE KEY-----"u8;
        for (var at = 0; text[at..].IndexOf(begin) is >= 0 and var next;)
        {
            at += next + begin.Length;
            // Not farther than a key's name is long: a text of nothing but heads must not cost its square.
            if (text[at..Math.Min(text.Length, at + LongestName + end.Length)].IndexOf(end) is >= 0 and var name && IsKey(text[(at + name + end.Length)..]))
            {
                return true;
            }
        }

        return false;
    }

    // A head by itself is spoken of; a key goes on in letters and digits, with line breaks, which code writes as \n.
    private static bool IsKey(ReadOnlySpan<byte> text)
    {
        const int LeastLetters = 40;
        var (letters, at) = (0, 0);
        while (at < text.Length && letters < LeastLetters && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'+' or (byte)'/' or (byte)'=' or (byte)'\n' or (byte)'\r' or (byte)'\\' or (byte)'"'))
        {
            letters += char.IsAsciiLetterOrDigit((char)text[at]) ? 1 : 0;
            at++;
        }

        return letters >= LeastLetters && !Placeholders.Are(text[..at]);
    }
}
