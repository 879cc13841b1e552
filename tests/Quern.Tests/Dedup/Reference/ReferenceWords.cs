using System.Text;
using Quern.Dedup;

namespace Quern.Tests.Dedup.Reference;

/// <summary>Normalises a text, cuts it into words or characters, and makes its set of shingles, all with plain strings.</summary>
internal static class ReferenceWords
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    // What has the Unicode property White_Space, and the four separators of ASCII.
    private const string WhiteSpace = "\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000"
        + "\u001C\u001D\u001E\u001F";

    // Blocks of Unicode whose characters are words of their own in the mixed kind.
    private static readonly (int First, int Last)[] Unspaced =
    [
        (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF), (0x3005, 0x3007), // Han
        (0x3040, 0x309F), (0x30A0, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9D), (0x3100, 0x312F), (0x31A0, 0x31BF), // Hiragana, Katakana, Bopomofo
        (0x0E00, 0x0E7F), (0x0E80, 0x0EFF), (0x1780, 0x17FF), (0x1000, 0x109F), (0x0F00, 0x0FFF), // Thai, Lao, Khmer, Myanmar, Tibetan
        (0x2600, 0x27BF), (0x1F1E6, 0x1F1FF), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF), // emoji
    ];

    /// <summary>Lower case, without ASCII punctuation, words between single spaces.</summary>
    public static string Normalise(string text, bool nfkc)
    {
        var normal = new StringBuilder();
        foreach (var rune in (nfkc ? ReferenceNormalForm.Of(text) : text).EnumerateRunes())
        {
            var lower = Lower(rune);
            normal.Append(Punctuation.Contains(lower, StringComparison.Ordinal) ? "" : WhiteSpace.Contains(lower, StringComparison.Ordinal) ? " " : lower);
        }

        return string.Join(' ', normal.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The words of a normalised text, or its characters.</summary>
    public static IReadOnlyList<string> Tokens(string normal, ShingleKind kind) => kind switch
    {
        ShingleKind.Characters => [.. normal.EnumerateRunes().Select(static r => r.ToString())],
        ShingleKind.Mixed => Words(string.Concat(normal.EnumerateRunes().Select(static r => IsUnspaced(r) ? $" {r} " : r.ToString()))),
        _ => Words(normal),
    };

    /// <summary>Every so many tokens that follow each other; all of them where they are fewer.</summary>
    public static HashSet<string> Shingles(IReadOnlyList<string> tokens, int length)
    {
        // No token holds a line break, so shingles are equal only when all their tokens are.
        const char Between = '\n';
        var shingles = new HashSet<string>();
        for (var start = 0; start + length <= tokens.Count; start++)
        {
            shingles.Add(string.Join(Between, tokens.Skip(start).Take(length)));
        }

        if (tokens.Count > 0 && tokens.Count < length)
        {
            shingles.Add(string.Join(Between, tokens));
        }

        return shingles;
    }

    /// <summary>How alike two sets are: what both have, of what either has.</summary>
    public static (int Both, int Either) Compare(HashSet<string> a, HashSet<string> b)
    {
        var (small, large) = a.Count < b.Count ? (a, b) : (b, a);
        var both = small.Count(large.Contains);
        return (both, a.Count + b.Count - both);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsUnspaced(Rune rune) => Unspaced.Any(block => rune.Value >= block.First && rune.Value <= block.Last);

    private static string Lower(Rune rune) => rune.Value switch
    {
        'İ' => "i\u0307",
        'ς' => "σ",
        _ => Rune.ToLowerInvariant(rune).ToString(),
    };
}
