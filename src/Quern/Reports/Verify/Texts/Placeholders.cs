using System.Text;

namespace Quern.Reports.Verify.Texts;

/// <summary>Tells what documentation writes in the place of a secret.</summary>
internal static class Placeholders
{
    // What is drawn at random has fewer different letters as good as never.
    private const int LeastDifferent = 8;

    private static readonly string[] Words = ["example", "your", "xxxx", "12345", "abcde", "placeholder", "redacted", "dummy", "fake", "changeme"];

    /// <summary>Whether letters stand for a secret and are none.</summary>
    public static bool Are(ReadOnlySpan<byte> secret)
    {
        var text = Encoding.ASCII.GetString(secret);
        return text.Distinct().Count() < LeastDifferent || Words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));
    }
}
