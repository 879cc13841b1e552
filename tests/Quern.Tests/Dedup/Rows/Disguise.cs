using System.Text;

namespace Quern.Tests.Dedup.Rows;

/// <summary>Writes a text otherwise without changing its words: case, punctuation and white space.</summary>
internal static class Disguise
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private static readonly string[] Spaces = ["  ", "\t", "\n", "\r\n", " \u00A0", "\u3000", "\u2028", "\u0085", "\u001C", "\u001F ", "\v", "\u205F", " - ", " ,\t"];

    /// <summary>The text with some of its characters written otherwise.</summary>
    public static string Of(string text, Random random)
    {
        var other = new StringBuilder(random.OneIn(3) ? random.Of(Spaces) : "");
        foreach (var rune in text.EnumerateRunes())
        {
            var upper = Rune.ToUpperInvariant(rune);
            other.Append(rune.Value == ' ' && random.OneIn(3) ? random.Of(Spaces)
                : random.OneIn(3) && Rune.ToLowerInvariant(upper) == rune ? upper.ToString()
                : rune.ToString());
            if (random.OneIn(12))
            {
                other.Append(random.Of(Punctuation.ToCharArray()));
            }
        }

        return other.Append(random.OneIn(3) ? random.Of(Spaces) : "").ToString();
    }
}
