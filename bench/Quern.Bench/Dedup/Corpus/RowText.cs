using System.Runtime.InteropServices;

namespace Quern.Bench.Dedup.Corpus;

/// <summary>
/// Writes words as sentences, inside a JSON text. What it adds (capitals, ASCII punctuation, white space between words) is what
/// normalisation takes away again.
/// </summary>
internal sealed class RowText(Lexicon lexicon, Stream output)
{
    private static readonly byte[][] Ends = [[(byte)'.'], [(byte)'?'], [(byte)':']];
    private static readonly byte[][] Gaps = ["  "u8.ToArray(), "\\t"u8.ToArray(), "\\n"u8.ToArray(), " \\r\\n "u8.ToArray()];
    private static readonly byte[] Quote = "\\\""u8.ToArray();

    /// <summary>Writes words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="chance">Where sentences end, and with what.</param>
    /// <param name="isUpper">Whether all letters are capitals.</param>
    /// <param name="isLoose">Whether white space is of all kinds.</param>
    public void Write(List<ushort> words, Chance chance, bool isUpper = false, bool isLoose = false)
    {
        var text = CollectionsMarshal.AsSpan(words);
        for (var first = 0; first < text.Length;)
        {
            var length = Math.Min(6 + chance.Below(14), text.Length - first);
            WriteSentence(text.Slice(first, length), chance, isUpper, isLoose);
            first += length;
            if (first < text.Length)
            {
                Gap(lexicon[text[first - 1]], lexicon[text[first]], isLoose, chance, isNewParagraph: chance.Happens(0.2));
            }
        }
    }

    private void WriteSentence(ReadOnlySpan<ushort> words, Chance chance, bool isUpper, bool isLoose)
    {
        var at = chance.Real();
        var marked = words.Length > 8 && at < 0.56 ? 2 + chance.Below(words.Length - 4) : -1;
        for (var i = 0; i < words.Length; i++)
        {
            var word = lexicon[words[i]];
            if (i > 0)
            {
                Gap(lexicon[words[i - 1]], word, isLoose, chance, isNewParagraph: false);
            }

            var quoted = i == marked && at >= 0.5;
            output.Write(quoted ? Quote : []);
            output.Write(isUpper ? word.Upper : i == 0 ? word.Capital : word.Lower);
            output.Write(quoted ? Quote : i == marked ? ","u8 : []);
        }

        at = chance.Real();
        output.Write(Ends[at < 0.85 ? 0 : at < 0.92 ? 1 : 2]);
    }

    private void Gap(Lexicon.Word before, Lexicon.Word after, bool isLoose, Chance chance, bool isNewParagraph)
    {
        if (before.IsGlued || after.IsGlued)
        {
            return;
        }

        output.Write(isLoose && chance.Happens(0.1) ? Gaps[chance.Below(Gaps.Length)] : isNewParagraph ? "\\n\\n"u8 : " "u8);
    }
}
