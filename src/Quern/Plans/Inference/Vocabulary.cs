using System.Text;

namespace Quern.Plans.Inference;

/// <summary>
/// All words and phrases of the tables with their meanings. Each has a number; a word is found by its key, a phrase by
/// its last word and the numbers of the words before it.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>The most words that a phrase has.</summary>
    public const int LongestPhrase = 6;

    private readonly List<WordMarks> _marks = [default];
    private readonly List<string> _texts = [""];
    private readonly Dictionary<WordKey, int> _words = [];
    private readonly Dictionary<string, int> _phrases = new(StringComparer.Ordinal);
    private readonly List<Phrase[]> _endingIn = [[]];
    private WordMarks[] _sealedMarks = [];
    private byte[][] _hows = [];
    private byte[][] _intentHows = [];
    private (WordKey Key, int Number)[] _slots = [];
    private int _shift;

    /// <summary>A phrase: the numbers of the words before its last one, the nearest first, and its own number.</summary>
    internal sealed record Phrase(int[] Before, int Number);

    /// <summary>Adds to what a word or phrase means.</summary>
    public void Mark(string text, Func<WordMarks, WordMarks> change)
    {
        var number = NumberOf(text);
        _marks[number] = change(_marks[number]);
    }

    /// <summary>Ends the making: from here on words are only looked up.</summary>
    public void Seal()
    {
        _sealedMarks = [.. _marks];
        _hows = [.. _texts.Select(static t => Encoding.UTF8.GetBytes("word:" + t))];
        _intentHows = [.. _texts.Select(static t => Encoding.UTF8.GetBytes("intent:" + t))];
        var bits = 4;
        while (1 << bits < 8 * _words.Count)
        {
            bits++;
        }

        (_slots, _shift) = (new (WordKey, int)[1 << bits], 64 - bits);
        foreach (var (key, number) in _words)
        {
            var slot = (int)(key.Hash >> _shift);
            while (_slots[slot].Number != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = (key, number);
        }
    }

    /// <summary>The number of a word; 0 when no table has it.</summary>
    public int Find(in WordKey key)
    {
        var slot = (int)(key.Hash >> _shift);
        while (_slots[slot].Number is not 0 and var number)
        {
            if (_slots[slot].Key == key)
            {
                return number;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        return 0;
    }

    /// <summary>What the word or phrase of a number means.</summary>
    public ref readonly WordMarks this[int number] => ref _sealedMarks[number];

    /// <summary>The phrases that end in a word.</summary>
    public Phrase[] EndingIn(int number) => _endingIn[number];

    /// <summary>The word or phrase of a number, as a reason: <c>word:search</c>.</summary>
    public byte[] How(int number) => _hows[number];

    /// <summary>The word or phrase of a number, as the reason of an attack's tool: <c>intent:delete</c>.</summary>
    public byte[] IntentHow(int number) => _intentHows[number];

    private int NumberOf(string text)
    {
        var words = Words(text);
        if (words.Count == 1)
        {
            return Word(words[0], text);
        }

        if (!_phrases.TryGetValue(text, out var number))
        {
            var numbers = words.ConvertAll(static _ => 0);
            for (var i = 0; i < words.Count; i++)
            {
                numbers[i] = Word(words[i], Encoding.UTF8.GetString(words[i]));
            }

            number = New(text);
            _phrases[text] = number;
            var last = numbers[^1];
            int[] before = [.. numbers.Take(numbers.Count - 1).Reverse()];
            _endingIn[last] = [.. _endingIn[last], new Phrase(before, number)];
        }

        return number;
    }

    private int Word(byte[] word, string text)
    {
        var key = WordKey.Of(word, 0, word.Length);
        if (!_words.TryGetValue(key, out var number))
        {
            number = New(text);
            _words[key] = number;
        }

        return number;
    }

    private int New(string text)
    {
        _marks.Add(default);
        _texts.Add(text);
        _endingIn.Add([]);
        return _marks.Count - 1;
    }

    private static List<byte[]> Words(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var words = new List<byte[]>();
        var scan = new WordScan(bytes);
        while (scan.MoveNext())
        {
            words.Add(bytes[scan.Start..(scan.Start + scan.Length)]);
        }

        return words;
    }
}
