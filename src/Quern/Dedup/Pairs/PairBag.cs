using System.Numerics;
using System.Runtime.CompilerServices;
using Quern.Dedup.Storage;
using Quern.Rows;

namespace Quern.Dedup.Pairs;

/// <summary>
/// Collects pairs on one core. The same pair comes once for every posting shared; when there are many, it is thinned out.
/// Its memory is not the managed heap's, which would keep every room that became too small until it is collected.
/// </summary>
/// <param name="rows">How many rows there are.</param>
internal sealed class PairBag(int rows) : IDisposable
{
    private const int Least = 1 << 16;

    private readonly int _rowBits = Math.Max(1, BitOperations.Log2((uint)Math.Max(rows, 1)) + 1);
    private NativeBuffer<ulong> _pairs = new(Least);
    private NativeBuffer<ulong> _scratch = new(Least);
    private int _count;
    private ulong _last;

    /// <summary>Adds a pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

    /// <summary>All pairs of several bags, each once, ascending. The bags are empty then.</summary>
    public static ulong[] Together(IReadOnlyList<PairBag> bags, int rows)
    {
        using var all = new PairBag(rows);
        all.Resize(bags.Sum(static b => (long)b._count));
        foreach (var bag in bags)
        {
            bag.Pairs.CopyTo(all._pairs.Span(all._count, bag._count));
            all._count += bag._count;
            bag.Dispose();
        }

        all.Thin();
        return all.Pairs.ToArray();
    }

    public void Dispose()
    {
        _pairs.Dispose();
        _scratch.Dispose();
    }

    private Span<ulong> Pairs => _pairs.Span(0, _count);

    private void MakeRoom()
    {
        Thin();
        if (_count > _pairs.Length / 2)
        {
            Resize(2 * _pairs.Length);
        }
    }

    private void Resize(long length)
    {
        if (length > Array.MaxLength)
        {
            throw new RunFault($"More than {Array.MaxLength:N0} pairs of rows may be similar. Raise the threshold, or take longer shingles.");
        }

        var pairs = new NativeBuffer<ulong>(Math.Max(length, Least));
        Pairs.CopyTo(pairs.Span(0, _count));
        Dispose();
        (_pairs, _scratch) = (pairs, new NativeBuffer<ulong>(pairs.Length));
    }

    private void Thin()
    {
        if (_count < Least)
        {
            Pairs.Sort();
        }
        else if (RadixSort.Pairs(Pairs, _scratch.Span(0, _count), _rowBits).Overlaps(_scratch.Span(0, _count)))
        {
            (_pairs, _scratch) = (_scratch, _pairs);
        }

        var count = 0;
        var pairs = Pairs;
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
