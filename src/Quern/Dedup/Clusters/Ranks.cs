using Quern.Dedup.Reading;

namespace Quern.Dedup.Clusters;

/// <summary>Which row is kept before which: known ones first, then those of preferred sources, then by merit, then by place.</summary>
internal sealed class Ranks
{
    private readonly int[]? _ranks;

    private Ranks(int[]? ranks) => _ranks = ranks;

    /// <summary>The rank of a row; the lowest is kept.</summary>
    public int this[int row] => _ranks is null ? row : _ranks[row];

    /// <summary>Ranks all rows.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="preference">Of each source, how much it is preferred: 0 most.</param>
    /// <param name="sourceOf">The source of a row.</param>
    public static Ranks Of(RowTable table, IReadOnlyList<int>? preference, Func<int, int> sourceOf)
    {
        if (preference is null && table.Merits.Count == 0)
        {
            return new Ranks(null);
        }

        var rows = new int[table.Count];
        var keys = new (int Preference, double Merit)[table.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
            var isKnown = row < table.Known;
            keys[row] = (isKnown || preference is null ? -1 : preference[sourceOf(row)], isKnown || table.Merits.Count == 0 ? 0 : -table.Merits[row]);
        }

        Array.Sort(rows, (a, b) => Compare(a, b, keys, table.Known));
        var ranks = new int[rows.Length];
        for (var rank = 0; rank < rows.Length; rank++)
        {
            ranks[rows[rank]] = rank;
        }

        return new Ranks(ranks);
    }

    private static int Compare(int a, int b, (int Preference, double Merit)[] keys, int known)
    {
        if (a < known || b < known)
        {
            return a.CompareTo(b);
        }

        var order = keys[a].CompareTo(keys[b]);
        return order != 0 ? order : a.CompareTo(b);
    }
}
