using Quern.Dedup.Clusters;
using Quern.Dedup.Reading;
using Quern.Dedup.Storage;

namespace Quern.Dedup.Pairs;

/// <summary>
/// Rows whose normalised words are all the same. Of each group one row, the one that would be kept, stands for all in
/// what follows: so a set of a million equal rows costs no more than one of a million different ones.
/// </summary>
internal sealed class EqualRows
{
    private readonly int[] _standsFor;

    private EqualRows(int[] standsFor) => _standsFor = standsFor;

    /// <summary>The row that stands for a row; itself, for most.</summary>
    public int this[int row] => _standsFor[row];

    /// <summary>Groups all rows.</summary>
    public static EqualRows Find(RowTable table, Ranks ranks)
    {
        var standsFor = new int[table.Count];
        using var allPrints = new NativeBuffer<ulong>(table.Count);
        using var allRows = new NativeBuffer<int>(table.Count);
        var prints = allPrints.Span(0, table.Count);
        var rows = allRows.Span(0, table.Count);
        var count = 0;
        for (var row = 0; row < standsFor.Length; row++)
        {
            standsFor[row] = row;
            if (table[row].Shingles > 0)
            {
                (prints[count], rows[count]) = (table[row].Print.High, row);
                count++;
            }
        }

        prints[..count].Sort(rows[..count]);
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && prints[end] == prints[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                Group(rows[start..end], table, ranks, standsFor);
            }

            start = end;
        }

        return new EqualRows(standsFor);
    }

    // Of these the upper halves of what stands for their words are equal; the lower halves part those that are not the same.
    private static void Group(Span<int> rows, RowTable table, Ranks ranks, int[] standsFor)
    {
        rows.Sort((a, b) => table[a].Print.Low != table[b].Print.Low ? table[a].Print.Low.CompareTo(table[b].Print.Low) : ranks[a].CompareTo(ranks[b]));
        var best = rows[0];
        foreach (var row in rows)
        {
            best = table[row].Print.Low == table[best].Print.Low ? best : row;
            standsFor[row] = best;
        }
    }
}
