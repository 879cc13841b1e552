using System.Text;

namespace Quern.Bench.Dedup.Corpus;

/// <summary>How words are invented: syllables in alphabets, single characters in scripts without spaces.</summary>
internal static class Spelling
{
    private const int Many = 50_000;

    // Blocks of which every code point is shown as an emoji without a selector behind it.
    private static readonly (int First, int Last)[] Emoji = [(0x1F600, 0x1F64F), (0x1F400, 0x1F43E), (0x1F345, 0x1F37C)];

    /// <summary>The words of a script, the most frequent first; some may come twice.</summary>
    public static IEnumerable<string> WordsOf(Script script) => script switch
    {
        Script.Latin => Syllables("bdfgklmnprstvz", "aeiouéü", Many),
        Script.Cyrillic => Syllables("бвгджзклмнпрстфхцчш", "аеиоуыюя", Many),
        Script.Greek => Syllables("βγδζθκλμνξπρσστφχψ", "αειουηωάέό", Many),
        Script.Han => Han(4000),
        _ => Mixed(),
    };

    /// <summary>Whether a word is a character that needs no white space around it.</summary>
    public static bool IsGlued(string word) => Rune.GetRuneAt(word, 0).Value is >= 0x3000 and < 0xA000 or >= 0xFF00 and < 0xFFF0 or >= 0x1F300 and < 0x1FB00;

    private static IEnumerable<string> Syllables(string consonants, string vowels, int count)
    {
        var chance = new Chance(consonants[0], count, Purpose.Lexicon);
        var text = new StringBuilder();
        // Frequent words are short.
        for (var rank = 0; rank < count; rank++)
        {
            text.Clear();
            var syllables = rank < 40 ? 1 : rank < 1500 ? 2 : rank < 20_000 ? 3 : 3 + chance.Below(2);
            for (; syllables > 0; syllables--)
            {
                text.Append(consonants[chance.Below(consonants.Length)]).Append(vowels[chance.Below(chance.Happens(0.9) ? 5 : vowels.Length)]);
            }

            if (chance.Happens(0.3))
            {
                text.Append(consonants[chance.Below(consonants.Length)]);
            }

            // A sigma at a word's end has a form of its own.
            yield return text[^1] == 'σ' ? text.Replace('σ', 'ς', text.Length - 1, 1).ToString() : text.ToString();
        }
    }

    private static IEnumerable<string> Han(int count)
    {
        // Full-width punctuation is no ASCII: it stays in the text that is compared.
        yield return "，";
        yield return "。";
        for (var i = 0; i < count; i++)
        {
            // 4001 has no factor in common with the 20,000 characters of the block.
            yield return ((char)(0x4E00 + (i * 4001 % 20_000))).ToString();
        }
    }

    private static IEnumerable<string> Mixed()
    {
        using var latin = WordsOf(Script.Latin).GetEnumerator();
        using var cyrillic = WordsOf(Script.Cyrillic).GetEnumerator();
        using var greek = WordsOf(Script.Greek).GetEnumerator();
        using var han = Han(4000).Skip(2).GetEnumerator();
        using var emoji = Emoji.SelectMany(static b => Enumerable.Range(b.First, b.Last - b.First + 1)).Select(char.ConvertFromUtf32).GetEnumerator();
        for (var rank = 0; rank < Many; rank++)
        {
            IEnumerator<string>? next = (rank % 10) switch
            {
                0 when emoji.MoveNext() => emoji,
                1 or 2 or 3 when han.MoveNext() => han,
                4 or 5 when cyrillic.MoveNext() => cyrillic,
                6 or 7 when greek.MoveNext() => greek,
                _ when latin.MoveNext() => latin,
                _ => null,
            };
            if (next is null)
            {
                yield break;
            }

            yield return next.Current;
        }
    }
}
