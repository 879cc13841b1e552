namespace Quern.Rows;

/// <summary>Finds the word that somebody probably meant.</summary>
internal static class Suggestion
{
    // Longer words are not slips of the hand, and comparing costs the product of the lengths.
    private const int LongestWord = 64;

    /// <summary>The nearest of the known words, when it is near enough; null otherwise.</summary>
    public static string? For(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        // A third of the letters may be wrong; a word of two letters has to be nearly right.
        var best = (Word: (string?)null, Distance: Math.Max(1, word.Length / 3) + 1);
        foreach (var candidate in known)
        {
            var distance = Distance(word, candidate);
            if (distance < best.Distance && distance < Math.Max(word.Length, candidate.Length))
            {
                best = (candidate, distance);
            }
        }

        return best.Word;
    }

    /// <summary>A sentence to put behind a fault; empty when nothing is near.</summary>
    public static string Sentence(string word, IEnumerable<string> known)
        => For(word, known) is { } near ? $" Did you mean '{near}'?" : "";

    // Edits, where swapping two neighbours counts as one.
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1][];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i] = new int[b.Length + 1];
            rows[i][0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0][j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                var cost = Math.Min(Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost = Math.Min(cost, rows[i - 2][j - 2] + 1);
                }

                rows[i][j] = cost;
            }
        }

        return rows[a.Length][b.Length];
    }
}
