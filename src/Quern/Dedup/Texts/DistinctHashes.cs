using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quern.Dedup.Texts;

/// <summary>
/// Tells which hashes were seen before: an open table of at least twice as many places as hashes, emptied for each row.
/// For rows of a few hundred words it lies in the first-level cache. Zero marks an empty place; the hash zero is never
/// asked about.
/// </summary>
internal sealed class DistinctHashes
{
    private ulong[] _table = new ulong[1024];
    private int _mask;

    /// <summary>Forgets everything, and makes room for a number of hashes.</summary>
    public void Clear(int count)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(count * 2L, 64));
        if (_table.Length < size)
        {
            _table = new ulong[size];
        }

        _mask = size - 1;
        _table.AsSpan(0, size).Clear();
    }

    /// <summary>Adds a hash; false when it is there already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(ulong hash)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        for (var at = (int)hash & _mask; ; at = (at + 1) & _mask)
        {
            ref var place = ref Unsafe.Add(ref table, at);
            if (place == 0)
            {
                place = hash;
                return true;
            }

            if (place == hash)
            {
                return false;
            }
        }
    }

    /// <summary>Whether a hash is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(ulong hash)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        for (var at = (int)hash & _mask; ; at = (at + 1) & _mask)
        {
            var place = Unsafe.Add(ref table, at);
            if (place == 0 || place == hash)
            {
                return place == hash;
            }
        }
    }

    /// <summary>Moves the first of every hash to the front, in their order.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Keep(Span<ulong> hashes)
    {
        Clear(hashes.Length);
        var count = 0;
        foreach (var hash in hashes)
        {
            hashes[count] = hash;
            count += Add(hash) ? 1 : 0;
        }

        return count;
    }
}
