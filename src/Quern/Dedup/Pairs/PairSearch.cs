using System.Runtime.CompilerServices;
using Quern.Dedup.Reading;
using Quern.Dedup.Storage;

namespace Quern.Dedup.Pairs;

/// <summary>
/// Finds the pairs of rows that share a posting and may be similar for all that is known of them: their sizes, and where
/// the posting stands in each. Buckets are searched one by one, on all cores; each fits into the cache.
/// </summary>
/// <param name="table">The rows.</param>
/// <param name="equal">Rows that others stand for.</param>
/// <param name="filter">Tells which pairs cannot be similar.</param>
internal sealed class PairSearch(RowTable table, EqualRows equal, PairFilter filter)
{
    // Beyond this many rows a posting becomes a list of its own; debug builds make many.
#if DEBUG
    private const int LongestGroup = 4;
#else
    private const int LongestGroup = 16;
#endif

    private readonly int _known = table.Known;

    // Looked up for every two rows that share a posting: side by side they fit into the cache, as the whole entries would not.
    private readonly int[] _sizes = [.. Enumerable.Range(0, table.Count).Select(row => table[row].Shingles)];

    /// <summary>What many rows share.</summary>
    public SharedLists Lists { get; } = new();

    /// <summary>Searches all buckets.</summary>
    /// <returns>Every pair once, as the lower row in front of the higher one, ascending.</returns>
    public ulong[] Find(Postings postings, Cores cores)
    {
        var found = new PairBag[cores.Count];
        var rooms = new BucketRoom[cores.Count];
        for (var i = 0; i < found.Length; i++)
        {
            (found[i], rooms[i]) = (new PairBag(table.Count), new BucketRoom());
        }

        cores.Each(Posting.Buckets, (bucket, core) => Search(bucket, postings, rooms[core], found[core]));
        Lists.Sort();
        return PairBag.Together(found, table.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(int bucket, Postings postings, BucketRoom room, PairBag found)
    {
        var sorted = RadixSort.ByKey(room.Load(bucket, postings), room.Scratch);
        for (var start = 0; start < sorted.Length;)
        {
            var key = Posting.KeyOf(sorted[start]);
            var end = start + 1;
            while (end < sorted.Length && Posting.KeyOf(sorted[end]) == key)
            {
                end++;
            }

            if (end - start > 1)
            {
                Search(bucket, key, WithoutEqual(sorted[start..end]), found);
            }

            start = end;
        }
    }

    // Only rows that stand for themselves are left, each once, in their order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Span<ulong> WithoutEqual(Span<ulong> group)
    {
        var count = 0;
        foreach (var posting in group)
        {
            var row = Posting.RowOf(posting);
            group[count] = (posting << 32) | (posting >> 32);
            count += equal[row] == row ? 1 : 0;
        }

        group = group[..count];
        if (group.Length > 1)
        {
            group.Sort();
        }

        return group;
    }

    // The halves of the postings were exchanged: the row stands in front.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(int bucket, uint key, Span<ulong> group, PairBag found)
    {
        if (group.Length > LongestGroup && !filter.TakesFirstOnly)
        {
            Lists.Add(new SharedList(bucket, key, [.. group.ToArray().Select(static g => (int)(g >> 32))], [.. group.ToArray().Select(static g => (byte)(g & (Posting.Positions - 1)))]));
            return;
        }

        var firsts = filter.TakesFirstOnly ? Math.Min(1, group.Length) : group.Length;
        for (var i = 0; i < firsts; i++)
        {
            var (a, positionA) = ((int)(group[i] >> 32), (int)(group[i] & (Posting.Positions - 1)));
            for (var j = i + 1; j < group.Length; j++)
            {
                var (b, positionB) = ((int)(group[j] >> 32), (int)(group[j] & (Posting.Positions - 1)));
                if (a != b && b >= _known && filter.Allows(_sizes[a], positionA, _sizes[b], positionB))
                {
                    found.Add(((ulong)(uint)a << 32) | (uint)b);
                }
            }
        }
    }

    /// <summary>Room for the postings of one bucket.</summary>
    private sealed class BucketRoom
    {
        private ulong[] _postings = [];
        private ulong[] _scratch = [];
        private int _count;

        public Span<ulong> Scratch => _scratch.AsSpan(0, _count);

        public Span<ulong> Load(int bucket, Postings postings)
        {
            _count = postings.CountOf(bucket);
            if (_postings.Length < _count)
            {
                (_postings, _scratch) = (new ulong[_count + (_count / 4)], new ulong[_count + (_count / 4)]);
            }

            postings.CopyTo(bucket, _postings);
            return _postings.AsSpan(0, _count);
        }
    }
}
