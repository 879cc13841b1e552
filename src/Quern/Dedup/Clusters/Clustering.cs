using Quern.Dedup.Pairs;
using Quern.Dedup.Reading;

namespace Quern.Dedup.Clusters;

/// <summary>What clusters are made from.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Ranks">Which is kept before which.</param>
/// <param name="Equal">Rows with the same words.</param>
/// <param name="Edges">Similar pairs.</param>
/// <param name="Lists">What very many rows share, of whom nothing was compared yet.</param>
/// <param name="Filter">Tells which pairs cannot be similar.</param>
/// <param name="Test">Makes a comparison of sets, one a core.</param>
/// <param name="Sets">The sets of rows.</param>
/// <param name="Cores">The cores.</param>
internal sealed record Clustering(
    RowTable Table, Ranks Ranks, EqualRows Equal, IReadOnlyList<Edge> Edges, IReadOnlyList<SharedList> Lists, PairFilter Filter, Func<SetTest> Test, SetCache Sets, Cores Cores)
{
    /// <summary>Removes the rows that others with the same words stand for.</summary>
    public void RemoveEqual(Verdicts verdicts)
    {
        for (var row = Table.Known; row < verdicts.Count; row++)
        {
            var standsFor = Equal[row];
            if (standsFor != row)
            {
                var isKept = verdicts.IsKept(standsFor);
                verdicts.Remove(row, verdicts.KeptBy(standsFor), isKept ? 1 : verdicts.Similarity(standsFor));
            }
        }
    }
}
