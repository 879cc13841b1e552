using System.Numerics;

namespace Quern.Dedup.Pairs;

/// <summary>Collects pairs on one core. The same pair comes once for every posting shared; when there are many, it is thinned out.</summary>
/// <param name="rows">How many rows there are.</param>
internal sealed class PairBag(int rows)
{
    private const int Least = 1 << 16;

    private readonly int _rowBits = Math.Max(1, BitOperations.Log2((uint)Math.Max(rows, 1)) + 1);
    private ulong[] _pairs = new ulong[Least];
    private int _count;
    private ulong _last;

    /// <summary>Adds a pair.</summary>
    public void Add(ulong pair)
    {
        if (pair == _last)
        {
            return;
        }

        if (_count == _pairs.Length)
        {
            MakeRoom();
        }

        _pairs[_count++] = _last = pair;
    }

    /// <summary>All pairs of several bags, each once, ascending.</summary>
    public static ulong[] Together(IReadOnlyList<PairBag> bags, int rows)
    {
        var all = new PairBag(rows) { _pairs = new ulong[Math.Max(bags.Sum(static b => b._count), 1)] };
        foreach (var bag in bags)
        {
            bag._pairs.AsSpan(0, bag._count).CopyTo(all._pairs.AsSpan(all._count));
            all._count += bag._count;
            bag._pairs = [];
        }

        all.Thin();
        return all._pairs[..all._count];
    }

    private void MakeRoom()
    {
        Thin();
        if (_count > _pairs.Length / 2)
        {
            Array.Resize(ref _pairs, (int)Math.Min(2L * _pairs.Length, Array.MaxLength));
        }
    }

    private void Thin()
    {
        var pairs = _pairs.AsSpan(0, _count);
        if (pairs.Length < Least)
        {
            pairs.Sort();
        }
        else
        {
            var scratch = new ulong[pairs.Length];
            var sorted = RadixSort.Pairs(pairs, scratch, _rowBits);
            if (!sorted.Overlaps(pairs))
            {
                sorted.CopyTo(pairs);
            }
        }

        var count = 0;
        foreach (var pair in pairs)
        {
            if (count == 0 || pair != pairs[count - 1])
            {
                pairs[count++] = pair;
            }
        }

        _count = count;
    }
}
