using Quern.Dedup.Clusters;
using Quern.Dedup.Reading;
using Quern.Dedup.Texts;

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
        var order = new List<(Fingerprint Print, int Row)>(table.Count);
        for (var row = 0; row < standsFor.Length; row++)
        {
            standsFor[row] = row;
            if (table[row].Shingles > 0)
            {
                order.Add((table[row].Print, row));
            }
        }

        order.Sort(static (a, b) => Compare(a.Print, b.Print));
        for (var start = 0; start < order.Count;)
        {
            var end = start + 1;
            var best = order[start].Row;
            for (; end < order.Count && order[end].Print == order[start].Print; end++)
            {
                best = ranks[order[end].Row] < ranks[best] ? order[end].Row : best;
            }

            for (; start < end; start++)
            {
                standsFor[order[start].Row] = best;
            }
        }

        return new EqualRows(standsFor);
    }

    private static int Compare(Fingerprint a, Fingerprint b) => a.High != b.High ? a.High.CompareTo(b.High) : a.Low.CompareTo(b.Low);
}
