using System.Runtime.CompilerServices;
using System.Text;

namespace Quern.Plans.Inference;

/// <summary>Phrases of one to four words. Of several that begin at one word the longest counts, and its words are used up.</summary>
internal sealed class PhraseTable
{
    /// <summary>The most words that a phrase may have.</summary>
    public const int MostWords = 4;

    private readonly int[] _first;
    private readonly List<int> _phrases = [-1];
    private readonly List<bool> _goesOn = [false];
    private readonly Dictionary<(int Node, int Word), int> _next = [];

    /// <summary>A table of phrases; each is known by its place in the list.</summary>
    /// <param name="phrases">Lower-case words with a space between them, each phrase once.</param>
    public PhraseTable(IReadOnlyList<string> phrases)
    {
        var words = phrases.Select(static p => p.Split(' ')[0]).Distinct(StringComparer.Ordinal).ToList();
        Beginnings = words.Count;
        words.AddRange(phrases.SelectMany(static p => p.Split(' ')).Distinct(StringComparer.Ordinal).Except(words, StringComparer.Ordinal).ToList());
        var numbers = words.Select(static (w, i) => (w, i)).ToDictionary(static w => w.w, static w => w.i + 1, StringComparer.Ordinal);
        Words = new WordTable([.. words.Select(Encoding.UTF8.GetBytes)]);
        _first = new int[words.Count + 1];
        for (var i = 0; i < phrases.Count; i++)
        {
            var node = 0;
            foreach (var word in phrases[i].Split(' '))
            {
                node = Grow(node, numbers[word]);
            }

            _phrases[node] = i;
        }
    }

    /// <summary>The words of all phrases.</summary>
    public WordTable Words { get; }

    /// <summary>How many of the words begin a phrase; they have the lowest numbers.</summary>
    public int Beginnings { get; }

    /// <summary>Where a phrase that begins with a word has got to; 0 where none begins so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Begin(int word) => _first[word];

    /// <summary>Where a phrase has got to with one more word; 0 where none goes on so.</summary>
    public int GoOn(int node, int word) => _next.GetValueOrDefault((node, word));

    /// <summary>Whether some phrase goes on.</summary>
    public bool GoesOn(int node) => _goesOn[node];

    /// <summary>The phrase that is complete here; -1 where none is.</summary>
    public int Phrase(int node) => _phrases[node];

    private int Grow(int node, int word)
    {
        var next = node == 0 ? _first[word] : GoOn(node, word);
        if (next != 0)
        {
            return next;
        }

        next = _phrases.Count;
        _phrases.Add(-1);
        _goesOn.Add(false);
        if (node == 0)
        {
            _first[word] = next;
        }
        else
        {
            _next[(node, word)] = next;
            _goesOn[node] = true;
        }

        return next;
    }
}
