using System.Runtime.InteropServices;

namespace Quern.Reports.Dedup;

/// <summary>How a stretch of words of one text relates to the other text.</summary>
internal enum WordFate
{
    /// <summary>Both texts have it.</summary>
    Same,

    /// <summary>Only the first text has it.</summary>
    First,

    /// <summary>Only the second text has it.</summary>
    Second,
}

/// <summary>A stretch of words that all have one fate.</summary>
/// <param name="Fate">Their fate.</param>
/// <param name="First">The words as the first text writes them; none where only the second has them.</param>
/// <param name="Second">The words as the second text writes them: white space may differ.</param>
internal sealed record WordStretch(WordFate Fate, IReadOnlyList<string> First, IReadOnlyList<string> Second);

/// <summary>What two texts have in common and what they have not, word by word; white space makes no difference.</summary>
internal static class WordDifference
{
    /// <summary>The stretches of both texts, in their order. What only the first has stands before what only the second has.</summary>
    public static IReadOnlyList<WordStretch> Of(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var (a, b) = (NumbersOf(first, numbers), NumbersOf(second, numbers));
        var start = a.AsSpan().CommonPrefixLength(b);
        var end = CommonEnd(a.AsSpan(start), b.AsSpan(start));
        var stretches = new Stretches(first, second);
        stretches.Share(0, 0, start);
        foreach (var (i, j) in ShortestEdit.Shared(a[start..^end], b[start..^end]))
        {
            stretches.Share(start + i, start + j, 1);
        }

        stretches.Share(a.Length - end, b.Length - end, end);
        return stretches.Close();
    }

    // Words are compared very often: as numbers.
    private static int[] NumbersOf(IReadOnlyList<string> words, Dictionary<string, int> numbers)
    {
        var byText = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        return [.. words.Select(word =>
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(byText, word.AsSpan().TrimEnd(), out var isThere);
            return number = isThere ? number : numbers.Count;
        })];
    }

    private static int CommonEnd(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var end = 0;
        while (end < Math.Min(first.Length, second.Length) && first[^(end + 1)] == second[^(end + 1)])
        {
            end++;
        }

        return end;
    }

    // Takes down what both share, and so what lies between.
    private sealed class Stretches(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        private readonly List<WordStretch> _all = [];
        private int _first;
        private int _second;
        private int _shared;

        public void Share(int inFirst, int inSecond, int words)
        {
            if (words == 0)
            {
                return;
            }

            if (inFirst > _first || inSecond > _second)
            {
                EndAt(inFirst, inSecond);
            }

            (_first, _second, _shared) = (inFirst + words, inSecond + words, _shared + words);
        }

        public IReadOnlyList<WordStretch> Close()
        {
            EndAt(first.Count, second.Count);
            return _all;
        }

        private void EndAt(int inFirst, int inSecond)
        {
            Add(WordFate.Same, Words(first, _first - _shared, _first), Words(second, _second - _shared, _second));
            Add(WordFate.First, Words(first, _first, inFirst), []);
            Add(WordFate.Second, [], Words(second, _second, inSecond));
            (_first, _second, _shared) = (inFirst, inSecond, 0);
        }

        private void Add(WordFate fate, string[] inFirst, string[] inSecond)
        {
            if (inFirst.Length + inSecond.Length > 0)
            {
                _all.Add(new WordStretch(fate, inFirst, inSecond));
            }
        }

        private static string[] Words(IReadOnlyList<string> all, int from, int to) => [.. all.Skip(from).Take(to - from)];
    }
}
