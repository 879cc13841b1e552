using Quern.Dedup.Pairs;

namespace Quern.Dedup.Clusters;

/// <summary>
/// Takes rows in the order of their rank, and removes those that are similar to one that was kept before: every removed
/// row is really similar to the one named. Of several it names the most similar one.
/// </summary>
internal sealed class StarClusters
{
#if DEBUG
    private const int BatchSize = 8;
#else
    private const int BatchSize = 4096;
#endif

    private readonly Clustering _from;
    private readonly Verdicts _verdicts;
    private readonly int _known;
    private readonly BetterRows _better;
    private readonly ListMembers _members;
    private readonly List<(int Row, byte Position)>[] _kept;
    private readonly SetTest[] _tests;

    private StarClusters(Clustering from)
    {
        _from = from;
        _verdicts = new Verdicts(from.Table.Count);
        _known = from.Table.Known;
        _better = new BetterRows(from.Edges, from.Ranks);
        _members = new ListMembers(from.Lists);
        _kept = [.. from.Lists.Select(static _ => new List<(int, byte)>())];
        _tests = [.. Enumerable.Range(0, from.Cores.Count).Select(_ => from.Test())];
    }

    /// <summary>Decides about every row.</summary>
    public static Verdicts Of(Clustering from)
    {
        var clusters = new StarClusters(from);
        clusters.Decide();
        from.RemoveEqual(clusters._verdicts);
        return clusters._verdicts;
    }

    private void Decide()
    {
        var inLists = _members.Rows.ToHashSet();
        var order = _better.Rows.Union(inLists).ToArray();
        Array.Sort([.. order.Select(r => _from.Ranks[r])], order);
        for (var start = 0; start < order.Length; start += BatchSize)
        {
            _from.Cores.Cancel.ThrowIfCancellationRequested();
            Decide(order[start..Math.Min(order.Length, start + BatchSize)], inLists);
        }
    }

    // Against rows kept before this batch on all cores, then among themselves one by one.
    private void Decide(int[] batch, HashSet<int> inLists)
    {
        var earlier = new (int Row, double Similarity)[batch.Length];
        var open = new List<(int Row, byte Position)>[batch.Length];
        for (var i = 0; i < batch.Length; i++)
        {
            open[i] = inLists.Contains(batch[i]) && batch[i] >= _known ? KeptBeside(batch[i], 0) : [];
        }

        _from.Sets.Prepare([.. open.SelectMany(static o => o.Select(static k => k.Row)), .. batch.Where(inLists.Contains)]);
        _from.Cores.Each(batch.Length, (i, core) => earlier[i] = MostSimilar(batch[i], open[i], _tests[core]));
        var keptBefore = _kept.Select(static k => k.Count).ToArray();
        for (var i = 0; i < batch.Length; i++)
        {
            var row = batch[i];
            if (row >= _known)
            {
                var best = Better(earlier[i], MostSimilarByEdges(row));
                best = inLists.Contains(row) ? Better(best, MostSimilar(row, KeptInBatch(row, keptBefore), _tests[0])) : best;
                if (best.Similarity >= 0 || double.IsNaN(best.Similarity))
                {
                    _verdicts.Remove(row, best.Row, best.Similarity);
                    continue;
                }
            }

            Keep(row);
        }
    }

    private void Keep(int row)
    {
        var (start, end) = Bounds(_members.Of(row));
        for (var i = start; i < end; i++)
        {
            var (list, position) = _members[i];
            _kept[list].Add((row, position));
        }
    }

    private List<(int Row, byte Position)> KeptBeside(int row, int from) => Beside(row, _ => from);

    private List<(int Row, byte Position)> KeptInBatch(int row, int[] keptBefore) => Beside(row, list => keptBefore[list]);

    // Rows kept of the lists of this row that may be similar to it, each once.
    private List<(int Row, byte Position)> Beside(int row, Func<int, int> from)
    {
        var found = new List<(int Row, byte Position)>();
        var seen = new HashSet<int>();
        var (start, end) = Bounds(_members.Of(row));
        for (var i = start; i < end; i++)
        {
            var (list, position) = _members[i];
            var kept = _kept[list];
            for (var k = from(list); k < kept.Count; k++)
            {
                var other = kept[k];
                if (other.Row != row && _from.Filter.Allows(_from.Table[row].Shingles, position, _from.Table[other.Row].Shingles, other.Position) && seen.Add(other.Row))
                {
                    found.Add(other);
                }
            }
        }

        return found;
    }

    private (int Row, double Similarity) MostSimilar(int row, List<(int Row, byte Position)> others, SetTest test)
    {
        var best = (Row: -1, Similarity: SetTest.NotSimilar);
        if (others.Count > 0)
        {
            test.Take(_from.Sets[row]);
            foreach (var (other, _) in others)
            {
                best = Better(best, (other, test.With(_from.Sets[other])));
            }
        }

        return best;
    }

    private (int Row, double Similarity) MostSimilarByEdges(int row)
    {
        var best = (Row: -1, Similarity: SetTest.NotSimilar);
        foreach (var edge in _better.Of(row))
        {
            best = _verdicts.IsKept(edge.A) ? Better(best, (edge.A, edge.Similarity)) : best;
        }

        return best;
    }

    private (int Row, double Similarity) Better((int Row, double Similarity) a, (int Row, double Similarity) b)
    {
        if (a.Row < 0 || b.Row < 0)
        {
            return a.Row < 0 ? b : a;
        }

        return a.Similarity != b.Similarity ? (a.Similarity > b.Similarity ? a : b) : _from.Ranks[a.Row] < _from.Ranks[b.Row] ? a : b;
    }

    private static (int Start, int End) Bounds(Range range) => (range.Start.Value, range.End.Value);
}
