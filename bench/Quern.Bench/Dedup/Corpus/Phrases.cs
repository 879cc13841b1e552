namespace Quern.Bench.Dedup.Corpus;

/// <summary>Phrases that many rows share, as prompts, openings and closings do. They stay far below what makes duplicates.</summary>
internal sealed class Phrases
{
    private readonly ushort[][] _prompts;
    private readonly ushort[][] _openings;
    private readonly ushort[][] _middles;
    private readonly ushort[][] _closings;

    public Phrases(Lexicon lexicon)
    {
        var chance = new Chance(0, 0, Purpose.Words);
        _prompts = Make(40, 8, 16);
        _openings = Make(60, 4, 10);
        _middles = Make(100, 5, 12);
        _closings = Make(60, 6, 14);

        ushort[][] Make(int count, int least, int most)
            => [.. Enumerable.Range(0, count).Select(_ => lexicon.Draw(chance, least + chance.Below(most - least + 1)))];
    }

    /// <summary>Puts phrases over the words of an instruction.</summary>
    public void IntoInstruction(Span<ushort> words, Chance chance)
    {
        if (words.Length > 40 && chance.Happens(0.25))
        {
            Any(_prompts, chance).CopyTo(words);
        }
    }

    /// <summary>Puts phrases over the words of a response.</summary>
    public void IntoResponse(Span<ushort> words, Chance chance)
    {
        if (words.Length > 80 && chance.Happens(0.3))
        {
            Any(_middles, chance).CopyTo(words[chance.Below(words.Length - 12)..]);
        }

        if (words.Length > 40 && chance.Happens(0.35))
        {
            Any(_openings, chance).CopyTo(words);
        }

        if (words.Length > 60 && chance.Happens(0.3))
        {
            var closing = Any(_closings, chance);
            closing.CopyTo(words[^closing.Length..]);
        }
    }

    private static ushort[] Any(ushort[][] phrases, Chance chance) => phrases[chance.Below(phrases.Length)];
}
