using System.Runtime.CompilerServices;
using Quern.Dedup.Storage;

namespace Quern.Dedup.Pairs;

/// <summary>Sorts numbers by some of their bits, in passes of nine or eleven bits: no comparison, and equal ones keep their order.</summary>
internal static class RadixSort
{
    private const int KeyBits = 9;
    private const int PairBits = 11;

    /// <summary>Sorts postings by their key of 27 bits.</summary>
    /// <returns>Where the result lies: one of both.</returns>
    public static Span<ulong> ByKey(Span<ulong> postings, Span<ulong> scratch)
    {
        for (var shift = Posting.KeyShift; shift < 64; shift += KeyBits)
        {
            Pass(postings, scratch, shift, KeyBits);
            var sorted = scratch;
            scratch = postings;
            postings = sorted;
        }

        return postings;
    }

    /// <summary>Sorts pairs of rows by both rows, of which none has more bits than said.</summary>
    public static Span<ulong> Pairs(Span<ulong> pairs, Span<ulong> scratch, int rowBits)
    {
        foreach (var start in (int[])[0, 32])
        {
            for (var shift = start; shift < start + rowBits; shift += PairBits)
            {
                Pass(pairs, scratch, shift, PairBits);
                var sorted = scratch;
                scratch = pairs;
                pairs = sorted;
            }
        }

        return pairs;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass(Span<ulong> from, Span<ulong> to, int shift, int bits)
    {
        Span<int> starts = stackalloc int[1 << bits];
        starts.Clear();
        var mask = (1 << bits) - 1;
        foreach (var value in from)
        {
            starts[(int)(value >> shift) & mask]++;
        }

        var sum = 0;
        foreach (ref var start in starts)
        {
            (start, sum) = (sum, sum + start);
        }

        foreach (var value in from)
        {
            to[starts[(int)(value >> shift) & mask]++] = value;
        }
    }
}
