using Quern.Dedup.Pairs;

namespace Quern.Dedup.Clusters;

/// <summary>
/// Joins the groups of rows in shared lists that are similar. A row is compared with rows of other groups only, and with
/// none of a group once it belongs to it: where all are similar, each costs one comparison.
/// </summary>
internal sealed class ListConnections(Clustering from, RowGroups groups)
{
    private const int PieceSize = 4096;

    private readonly SetTest _test = from.Test();

    /// <summary>Joins the rows of all lists.</summary>
    public void Join()
    {
        foreach (var list in from.Lists)
        {
            from.Cores.Cancel.ThrowIfCancellationRequested();
            Join(list);
        }
    }

    private void Join(SharedList list)
    {
        var members = new Dictionary<int, List<int>>();
        for (var i = 0; i < list.Rows.Length; i++)
        {
            if (i % PieceSize == 0)
            {
                from.Sets.Prepare(list.Rows.AsSpan(i, Math.Min(PieceSize, list.Rows.Length - i)).ToArray());
            }

            Join(list, i, members);
        }
    }

    private void Join(SharedList list, int index, Dictionary<int, List<int>> members)
    {
        var row = list.Rows[index];
        var others = members.Keys.Where(k => k != groups.Of(row)).ToList();
        if (others.Count > 0 && row >= from.Table.Known)
        {
            _test.Take(SetOf(row));
            foreach (var other in others.Where(other => members[other].Exists(i => IsSimilar(list, index, i))))
            {
                groups.Join(row, list.Rows[members[other][0]]);
            }
        }

        Add(index, groups.Of(row), members.Keys.Where(other => groups.Of(list.Rows[members[other][0]]) == groups.Of(row)).ToList(), members);
    }

    // Groups that have become one are one entry, under what stands for it now.
    private void Add(int index, int group, List<int> joined, Dictionary<int, List<int>> members)
    {
        var own = members.Remove(group, out var present) ? present : [];
        foreach (var other in joined)
        {
            if (members.Remove(other, out var more))
            {
                own.AddRange(more);
            }
        }

        own.Add(index);
        members[group] = own;
    }

    private bool IsSimilar(SharedList list, int index, int other)
    {
        var (row, otherRow) = (list.Rows[index], list.Rows[other]);
        return row != otherRow
            && from.Filter.Allows(from.Table[row].Shingles, list.Positions[index], from.Table[otherRow].Shingles, list.Positions[other])
            && !(_test.With(SetOf(otherRow)) < 0);
    }

    private ReadOnlySpan<ulong> SetOf(int row)
    {
        from.Sets.Prepare([row]);
        return from.Sets[row];
    }
}
