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
/// <param name="Words">The words.</param>
internal sealed record WordStretch(WordFate Fate, IReadOnlyList<string> Words);

/// <summary>What two texts have in common and what they have not, word by word: the longest common sequence.</summary>
internal static class WordDifference
{
    // The square of two thousand words: above it, what lies between the common beginning and the common end is all different.
    private const long MostComparisons = 4_000_000;

    /// <summary>The stretches of both texts, in their order.</summary>
    public static IReadOnlyList<WordStretch> Of(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var (start, end) = (0, 0);
        var shorter = Math.Min(first.Count, second.Count);
        while (start < shorter && first[start] == second[start])
        {
            start++;
        }

        while (end < shorter - start && first[^(end + 1)] == second[^(end + 1)])
        {
            end++;
        }

        var stretches = new Stretches();
        stretches.Add(WordFate.Same, first.Take(start));
        Between([.. first.Skip(start).SkipLast(end)], [.. second.Skip(start).SkipLast(end)], stretches);
        stretches.Add(WordFate.Same, first.TakeLast(end));
        return stretches.All;
    }

    private static void Between(string[] first, string[] second, Stretches to)
    {
        if ((long)first.Length * second.Length > MostComparisons)
        {
            to.Add(WordFate.First, first);
            to.Add(WordFate.Second, second);
            return;
        }

        var common = CommonFrom(first, second);
        var (i, j) = (0, 0);
        while (i < first.Length || j < second.Length)
        {
            if (i < first.Length && j < second.Length && first[i] == second[j])
            {
                to.Add(WordFate.Same, [first[i]]);
                (i, j) = (i + 1, j + 1);
            }
            else if (j == second.Length || (i < first.Length && common[i + 1][j] >= common[i][j + 1]))
            {
                to.Add(WordFate.First, [first[i++]]);
            }
            else
            {
                to.Add(WordFate.Second, [second[j++]]);
            }
        }
    }

    // How many words the rests of both texts have in common, from every pair of places on.
    private static int[][] CommonFrom(string[] first, string[] second)
    {
        var common = Enumerable.Range(0, first.Length + 1).Select(_ => new int[second.Length + 1]).ToArray();
        for (var i = first.Length - 1; i >= 0; i--)
        {
            for (var j = second.Length - 1; j >= 0; j--)
            {
                common[i][j] = first[i] == second[j] ? common[i + 1][j + 1] + 1 : Math.Max(common[i + 1][j], common[i][j + 1]);
            }
        }

        return common;
    }

    // Joins words that follow each other and have one fate.
    private sealed class Stretches
    {
        private readonly List<(WordFate Fate, List<string> Words)> _all = [];

        public IReadOnlyList<WordStretch> All => [.. _all.Select(static s => new WordStretch(s.Fate, s.Words))];

        public void Add(WordFate fate, IEnumerable<string> words)
        {
            foreach (var word in words)
            {
                if (_all.Count == 0 || _all[^1].Fate != fate)
                {
                    _all.Add((fate, []));
                }

                _all[^1].Words.Add(word);
            }
        }
    }
}
