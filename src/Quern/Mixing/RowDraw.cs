using Quern.Formats.Shards;
using Quern.Rows;

namespace Quern.Mixing;

/// <summary>
/// Draws an exact number of rows from each of several groups, every row of a group equally likely: those with the smallest
/// keys. Where they end is found in two passes over the places alone, first roughly and then exactly, so memory is flat
/// however many rows there are: a hundred kilobytes a group.
/// </summary>
/// <param name="seed">All chance comes from it.</param>
/// <param name="groups">How many groups there are.</param>
/// <param name="groupOf">The group of a row.</param>
internal sealed class RowDraw(ulong seed, int groups, Func<Place, int> groupOf)
{
    // The first pass counts keys by their upper bits; of 60 million rows four thousand are left for the second.
    private const int CounterBits = 14;

    private readonly long[][] _counts = [.. Enumerable.Range(0, groups).Select(static _ => new long[1 << CounterBits])];
    private readonly (ulong Key, long Index)[] _last = new (ulong, long)[groups];

    /// <summary>The first pass: counts the rows.</summary>
    public void Count(ShardSet rows, CancellationToken cancel)
    {
        var keys = new RowKey(seed);
        rows.ForEachPlace(place => _counts[groupOf(place)][keys.Next(place) >> (64 - CounterBits)]++, cancel);
    }

    /// <summary>How many rows a group has.</summary>
    public long Available(int group) => _counts[group].Sum();

    /// <summary>The second pass: finds where the rows that are drawn end.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="wanted">How many rows of each group are drawn; not more than it has.</param>
    /// <param name="cancel">Stops it.</param>
    public void Bound(ShardSet rows, IReadOnlyList<long> wanted, CancellationToken cancel)
    {
        var bounds = Enumerable.Range(0, groups).Select(g => CounterOf(wanted[g], _counts[g])).ToArray();
        var candidates = bounds.Select(static _ => new List<(ulong Key, long Index)>()).ToArray();
        var keys = new RowKey(seed);
        var index = 0L;
        rows.ForEachPlace(
            place =>
            {
                var (group, key) = (groupOf(place), keys.Next(place));
                if (key >> (64 - CounterBits) == bounds[group].Counter)
                {
                    candidates[group].Add((key, index));
                }

                index++;
            },
            cancel);
        for (var g = 0; g < groups; g++)
        {
            // Keys may be equal; the position decides then, so that the number drawn is always exact.
            candidates[g].Sort();
            _last[g] = wanted[g] == 0 ? (0, -1) : candidates[g][(int)(wanted[g] - bounds[g].Before - 1)];
        }
    }

    /// <summary>Whether a row is drawn.</summary>
    public bool IsDrawn(int group, ulong key, long index) => (key, index).CompareTo(_last[group]) <= 0;

    // The counter in which the last row drawn lies, and how many rows lie before that counter.
    private static (ulong Counter, long Before) CounterOf(long count, long[] counts)
    {
        var before = 0L;
        var counter = 0;
        while (before + counts[counter] < count)
        {
            before += counts[counter++];
        }

        return ((ulong)counter, before);
    }
}
