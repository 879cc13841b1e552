using System.Globalization;
using System.Text;

namespace Quern.Bench.Dedup.Corpus;

/// <summary>
/// The invented words of a script. A few are drawn very often and most seldom (the second half as often, the third a third as
/// often), as in texts. A word is known by its number; no two of them are equal after normalisation.
/// </summary>
internal sealed class Lexicon
{
    private const int DrawBits = 20;
    private readonly List<Word> _words = [];
    private readonly ushort[] _draws = new ushort[1 << DrawBits];

    public Lexicon(Script script)
    {
        Script = script;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Spelling.WordsOf(script).Where(seen.Add))
        {
            _words.Add(new Word(word, Spelling.IsGlued(word)));
        }

        FillDraws();
    }

    /// <summary>What the words are written in.</summary>
    public Script Script { get; }

    /// <summary>Draws a word.</summary>
    public ushort Draw(Chance chance) => _draws[chance.Next() >> (64 - DrawBits)];

    /// <summary>Draws so many words.</summary>
    public ushort[] Draw(Chance chance, int count)
    {
        var words = new ushort[count];
        foreach (ref var word in words.AsSpan())
        {
            word = Draw(chance);
        }

        return words;
    }

    /// <summary>How a word is written.</summary>
    public Word this[ushort word] => _words[word];

    private void FillDraws()
    {
        var total = 0.0;
        for (var rank = 0; rank < _words.Count; rank++)
        {
            total += Weight(rank);
        }

        var (next, sum) = (0, 0.0);
        for (var rank = 0; rank < _words.Count; rank++)
        {
            sum += Weight(rank) / total * _draws.Length;
            for (; next < Math.Min(sum, _draws.Length); next++)
            {
                _draws[next] = (ushort)rank;
            }
        }
    }

    private static double Weight(int rank) => 1 / (rank + 2.7);

    /// <summary>A word in the forms in which it is written.</summary>
    internal sealed class Word(string text, bool isGlued)
    {
        /// <summary>In lower case.</summary>
        public byte[] Lower { get; } = Encoding.UTF8.GetBytes(text);

        /// <summary>With a capital first letter.</summary>
        public byte[] Capital { get; } = Encoding.UTF8.GetBytes(string.Concat(CultureInfo.InvariantCulture.TextInfo.ToUpper(text[0]).ToString(), text.AsSpan(1)));

        /// <summary>In upper case.</summary>
        public byte[] Upper { get; } = Encoding.UTF8.GetBytes(text.ToUpperInvariant());

        /// <summary>Whether it is written without white space on both sides.</summary>
        public bool IsGlued { get; } = isGlued;
    }
}
