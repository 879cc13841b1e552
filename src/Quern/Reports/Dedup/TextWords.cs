using System.Text;
using Quern.Dedup.Texts;

namespace Quern.Reports.Dedup;

/// <summary>Cuts a text into words, each with the white space behind it: put together they are the text again.</summary>
internal static class TextWords
{
    // A longer one is cut, so that a difference inside a wall of characters is seen where it is.
    private const int Longest = 64;

    /// <summary>The words. Of scripts that write no spaces every character is one.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfSpace(text, EndOfWord(text, start));
            words.Add(text[start..end]);
            start = end;
        }

        return words;
    }

    private static int EndOfWord(string text, int start)
    {
        var at = start;
        while (at < text.Length && at - start < Longest && !char.IsWhiteSpace(text[at]))
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var used);
            if (CharacterTokens.IsUnspaced(rune.Value))
            {
                return at == start ? at + used : at;
            }

            at += used;
        }

        return at;
    }

    private static int EndOfSpace(string text, int start)
    {
        var at = start;
        while (at < text.Length && at - start < Longest && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
