using Quern.Dedup.Pairs;

namespace Quern.Dedup.Clusters;

/// <summary>Rows joined by chains of similar pairs are one cluster; of each the row of the best rank is kept.</summary>
internal static class ConnectedClusters
{
    /// <summary>Decides about every row.</summary>
    /// <param name="from">What clusters are made from.</param>
    /// <param name="measure">Measures pairs that were not compared, the lower row in front, ascending; null leaves them unmeasured.</param>
    public static Verdicts Of(Clustering from, Func<ulong[], IReadOnlyList<Edge>>? measure)
    {
        var groups = new RowGroups(from.Table.Count);
        foreach (var edge in from.Edges)
        {
            groups.Join(edge.A, edge.B);
        }

        new ListConnections(from, groups).Join();
        var verdicts = new Verdicts(from.Table.Count);
        var best = Best(from, groups);
        var similarities = Similarities(from, groups, best, measure);
        for (var row = from.Table.Known; row < verdicts.Count; row++)
        {
            var kept = best[groups.Of(row)];
            if (kept != row && from.Equal[row] == row)
            {
                verdicts.Remove(row, kept, similarities[row]);
            }
        }

        from.RemoveEqual(verdicts);
        return verdicts;
    }

    private static int[] Best(Clustering from, RowGroups groups)
    {
        var best = new int[from.Table.Count];
        Array.Fill(best, -1);
        for (var row = 0; row < best.Length; row++)
        {
            ref var present = ref best[groups.Of(row)];
            present = present < 0 || from.Ranks[row] < from.Ranks[present] ? row : present;
        }

        return best;
    }

    // Of every row, how similar it is to the one that is kept in its cluster.
    private static double[] Similarities(Clustering from, RowGroups groups, int[] best, Func<ulong[], IReadOnlyList<Edge>>? measure)
    {
        var similarities = new double[from.Table.Count];
        Array.Fill(similarities, double.NaN);
        Take(from.Edges, groups, best, similarities);
        if (measure is not null)
        {
            var open = Enumerable.Range(from.Table.Known, from.Table.Count - from.Table.Known)
                .Where(row => double.IsNaN(similarities[row]) && best[groups.Of(row)] != row)
                .Select(row => Pair(row, best[groups.Of(row)])).Order().ToArray();
            Take(measure(open), groups, best, similarities);
        }

        return similarities;
    }

    private static void Take(IEnumerable<Edge> edges, RowGroups groups, int[] best, double[] similarities)
    {
        foreach (var edge in edges)
        {
            var kept = best[groups.Of(edge.A)];
            if (kept == edge.A || kept == edge.B)
            {
                similarities[kept == edge.A ? edge.B : edge.A] = edge.Similarity;
            }
        }
    }

    private static ulong Pair(int a, int b) => ((ulong)(uint)Math.Min(a, b) << 32) | (uint)Math.Max(a, b);
}
