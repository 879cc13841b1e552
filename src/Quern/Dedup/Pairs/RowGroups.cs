namespace Quern.Dedup.Pairs;

/// <summary>Rows that hang together by chains of pairs.</summary>
/// <param name="rows">How many rows there are.</param>
internal sealed class RowGroups(int rows)
{
    private readonly int[] _parents = [.. Enumerable.Range(0, rows)];

    /// <summary>What stands for the group of a row: the lowest row in it.</summary>
    public int Of(int row)
    {
        while (_parents[row] != row)
        {
            row = _parents[row] = _parents[_parents[row]];
        }

        return row;
    }

    /// <summary>Joins the groups of two rows.</summary>
    public void Join(int a, int b)
    {
        (a, b) = (Of(a), Of(b));
        (_parents[Math.Max(a, b)], _) = (Math.Min(a, b), 0);
    }
}
