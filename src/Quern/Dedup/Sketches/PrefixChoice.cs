using System.Runtime.CompilerServices;

namespace Quern.Dedup.Sketches;

/// <summary>
/// Chooses the shingles that a row shows: the first ones in an order that is the same for all rows, by hash, and the
/// frequent ones behind all others. Of each it says how many of the row's shingles surely stand before it, which later
/// tells early that two rows cannot share enough. Nothing is sorted: hashes are spread evenly, so a bound that lets a few
/// more pass than are needed is easily found, and counting them in 32 steps gives their positions. One instance a core.
/// </summary>
/// <param name="frequent">The frequent shingles.</param>
internal sealed class PrefixChoice(FrequentShingles frequent)
{
    private const int Steps = 32;

    private ulong[] _chosen = new ulong[256];
    private int[] _before = new int[256];
    private int _count;

    /// <summary>The shingles chosen, in no order.</summary>
    public ReadOnlySpan<ulong> Chosen => _chosen.AsSpan(0, _count);

    /// <summary>How many shingles of the row stand before each, at the least.</summary>
    public ReadOnlySpan<int> Before => _before.AsSpan(0, _count);

    /// <summary>Chooses at least the first <paramref name="wanted"/> of a set of distinct shingles.</summary>
    public void Choose(ReadOnlySpan<ulong> set, int wanted)
    {
        if (_chosen.Length < set.Length + Bounded.Slack)
        {
            _chosen = new ulong[set.Length + set.Length / 4 + Bounded.Slack];
            _before = new int[_chosen.Length];
        }

        var more = (0.7 * Math.Sqrt(wanted)) + 1;
        while (true)
        {
            var share = (wanted + more) / set.Length;
            if (share >= 1)
            {
                ChooseAll(set, wanted);
                return;
            }

            var bound = (ulong)(share * ulong.MaxValue);
            var found = Bounded.Collect(set, bound, _chosen);
            _count = WithoutFrequent(found);
            if (_count >= wanted)
            {
                Place(bound, wanted);
                return;
            }

            more += (1.5 * Math.Sqrt(wanted)) + (found - _count) + 2;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int WithoutFrequent(int found)
    {
        if (frequent.IsEmpty)
        {
            return found;
        }

        var count = 0;
        for (var i = 0; i < found; i++)
        {
            var hash = _chosen[i];
            _chosen[count] = hash;
            count += frequent.Contains(hash) ? 0 : 1;
        }

        return count;
    }

    // How many lie in lower steps stand before a hash; what is surely behind the wanted ones is left out.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(ulong bound, int wanted)
    {
        Span<int> steps = stackalloc int[Steps + 1];
        steps.Clear();
        var scale = ((ulong)Steps << 32) / ((bound >> 32) + 1);
        foreach (var hash in Chosen)
        {
            steps[(int)(((hash >> 32) * scale) >> 32) + 1]++;
        }

        for (var i = 1; i < Steps; i++)
        {
            steps[i] += steps[i - 1];
        }

        var count = 0;
        for (var i = 0; i < _count; i++)
        {
            var hash = _chosen[i];
            var before = steps[(int)(((hash >> 32) * scale) >> 32)];
            _chosen[count] = hash;
            _before[count] = before;
            count += before < wanted ? 1 : 0;
        }

        _count = count;
    }

    // Short rows, and rows of nothing but templates: sorted in full.
    private void ChooseAll(ReadOnlySpan<ulong> set, int wanted)
    {
        var (rare, often) = (0, set.Length);
        foreach (var hash in set)
        {
            _chosen[frequent.Contains(hash) ? --often : rare++] = hash;
        }

        _chosen.AsSpan(0, rare).Sort();
        _chosen.AsSpan(often, set.Length - often).Sort();
        _count = wanted;
        for (var i = 0; i < wanted; i++)
        {
            _before[i] = i;
        }
    }
}
