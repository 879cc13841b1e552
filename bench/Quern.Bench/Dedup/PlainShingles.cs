using System.Globalization;
using System.Text;

namespace Quern.Bench.Dedup;

/// <summary>Texts cut into shingles of five as the documentation says it, as plainly as can be; for checks, and far too slow for more.</summary>
internal static class PlainShingles
{
    private const int Length = 5;
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>The shingles of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">words, characters or mixed.</param>
    public static HashSet<string> Of(string text, string kind)
    {
        var words = Normalise(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var units = kind switch
        {
            "words" => words,
            "characters" => [.. string.Join(' ', words).EnumerateRunes().Select(static r => r.ToString())],
            _ => words.SelectMany(Apart).ToArray(),
        };
        var shingles = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + Length <= units.Length; i++)
        {
            // U+0001 stands in no text of the corpus.
            shingles.Add(string.Join('\u0001', units.AsSpan(i, Length)));
        }

        return shingles;
    }

    /// <summary>How much two sets have in common.</summary>
    public static double Jaccard(HashSet<string> a, HashSet<string> b)
    {
        var shared = a.Count(b.Contains);
        return shared / (double)(a.Count + b.Count - shared);
    }

    private static string Normalise(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Where(static r => !Punctuation.Contains(r.ToString(), StringComparison.Ordinal)))
        {
            plain.Append(rune.Value == 'ς' ? "σ" : Rune.ToLower(rune, CultureInfo.InvariantCulture).ToString());
        }

        return plain.ToString();
    }

    // The corpus has Chinese characters and emoji; the other scripts without spaces do not come up in it.
    private static IEnumerable<string> Apart(string word)
    {
        var letters = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
        {
            if (rune.Value is not (>= 0x4E00 and <= 0x9FFF or >= 0x1F300 and <= 0x1FAFF))
            {
                letters.Append(rune.ToString());
                continue;
            }

            if (letters.Length > 0)
            {
                yield return letters.ToString();
                letters.Clear();
            }

            yield return rune.ToString();
        }

        if (letters.Length > 0)
        {
            yield return letters.ToString();
        }
    }
}
