using Quern.Dedup.Sketches;

namespace Quern.Dedup.Pairs;

/// <summary>Tells of two rows that share a posting whether they can be similar at all.</summary>
/// <param name="threshold">When rows are similar.</param>
/// <param name="hasPositions">Whether postings say where they stand in their row's prefix.</param>
internal sealed class PairFilter(Threshold threshold, bool hasPositions)
{
    /// <summary>Whether rows that share a posting are taken for similar, so that the first of them may stand for all.</summary>
    public bool TakesFirstOnly { get; init; }

    /// <summary>
    /// Whether two rows of these sizes can be similar when the first posting that they share stands here in each. (Where
    /// it is not the first they share, another one is, and lets them through.) What stands before it in one row is not in
    /// the other, so no more than the rest of the shorter rest can be shared.
    /// </summary>
    public bool Allows(int sizeA, int positionA, int sizeB, int positionB)
    {
        if (TakesFirstOnly)
        {
            return true;
        }

        if (!threshold.AllowsSizes(sizeA, sizeB))
        {
            return false;
        }

        if (!hasPositions)
        {
            return true;
        }

        var restA = sizeA - PrefixSketch.Before(positionA, threshold.Prefix(sizeA));
        var restB = sizeB - PrefixSketch.Before(positionB, threshold.Prefix(sizeB));
        return Math.Min(restA, restB) >= threshold.Shared(sizeA, sizeB);
    }
}
