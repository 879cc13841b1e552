using System.Text;

namespace Quern.Reports.Verify.Texts;

/// <summary>Tells e-mail addresses from what else has an @ in it.</summary>
internal static class EmailAddress
{
    // Names of files and reserved domains: icon@2x.png is a picture, and nobody reads what is sent to example.com.
    private static readonly string[] NoDomains = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".example", ".invalid", ".test", ".localhost"];
    private static readonly string[] Reserved = ["example.com", "example.org", "example.net"];

    /// <summary>Whether there is one around the @ at a place, which a name stands before.</summary>
    public static bool Is(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[(at + 1)..];
        var end = 0;
        while (end < rest.Length && (char.IsAsciiLetterOrDigit((char)rest[end]) || rest[end] is (byte)'.' or (byte)'-'))
        {
            end++;
        }

        // W@x.transpose(1) multiplies.
        var isCall = end < rest.Length && rest[end] == '(';
        return !isCall && !IsLogin(text[..at]) && IsDomain(Encoding.ASCII.GetString(rest[..end]).TrimEnd('.', '-').ToLowerInvariant());
    }

    // A dot, and at least two letters behind it.
    private static bool IsDomain(string domain)
    {
        var dot = domain.LastIndexOf('.');
        return dot > 0 && domain.Length - dot > 2 && domain.AsSpan(dot + 1).IndexOfAnyExceptInRange('a', 'z') < 0
            && !NoDomains.Any(n => domain.EndsWith(n, StringComparison.Ordinal)) && !Reserved.Any(r => domain == r || domain.EndsWith("." + r, StringComparison.Ordinal));
    }

    // git@host:path is how repositories are named.
    private static bool IsLogin(ReadOnlySpan<byte> before)
        => before.EndsWith("git"u8) && (before.Length == 3 || !char.IsAsciiLetterOrDigit((char)before[^4]));
}
