using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Quern.Dedup.Sketches;

/// <summary>
/// Signatures: of each of many hash functions the smallest value that any shingle has under it. A function is a xor and a
/// multiplication by an odd number, modulo 2^32. The vector forms hold 128 functions (or 64) in registers and take every
/// shingle through all of them.
/// </summary>
internal sealed class MinHash
{
    private readonly uint[] _factors;
    private readonly uint[] _salts;

    /// <summary>Functions for a signature of this length; they are the same in every run.</summary>
    public MinHash(int permutations)
    {
        // Whole vectors of any kind; what is too much is never looked at.
        Length = permutations;
        var padded = (permutations + 127) / 128 * 128;
        (_factors, _salts) = (new uint[padded], new uint[padded]);
        var state = 42UL;
        for (var i = 0; i < padded; i++)
        {
            _factors[i] = (uint)Next(ref state) | 1;
            _salts[i] = (uint)Next(ref state);
        }
    }

    /// <summary>How many values a signature has.</summary>
    public int Length { get; }

    /// <summary>How many values must have room.</summary>
    public int PaddedLength => _factors.Length;

    /// <summary>Signs a set of shingles.</summary>
    public void Sign(ReadOnlySpan<ulong> shingles, Span<uint> signature)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Sign512(shingles, signature);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Sign256(shingles, signature);
        }
        else
        {
            SignScalar(shingles, signature);
        }
    }

    /// <summary>The same, one value at a time.</summary>
    public void SignScalar(ReadOnlySpan<ulong> shingles, Span<uint> signature)
    {
        for (var i = 0; i < PaddedLength; i++)
        {
            var least = uint.MaxValue;
            foreach (var shingle in shingles)
            {
                least = Math.Min(least, ((uint)(shingle >> 32) ^ _salts[i]) * _factors[i]);
            }

            signature[i] = least;
        }
    }

    /// <summary>The same with registers of 512 bits.</summary>
    public void Sign512(ReadOnlySpan<ulong> shingles, Span<uint> signature)
    {
        for (var start = 0; start < PaddedLength; start += 128)
        {
            Sign512(shingles, start, ref signature[start]);
        }
    }

    /// <summary>The same with registers of 256 bits.</summary>
    public void Sign256(ReadOnlySpan<ulong> shingles, Span<uint> signature)
    {
        for (var start = 0; start < PaddedLength; start += 32)
        {
            Sign256(shingles, start, ref signature[start]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sign512(ReadOnlySpan<ulong> shingles, int start, ref uint signature)
    {
        ref var factors = ref _factors[start];
        ref var salts = ref _salts[start];
        var (f0, f1, f2, f3) = (Load(ref factors, 0), Load(ref factors, 1), Load(ref factors, 2), Load(ref factors, 3));
        var (f4, f5, f6, f7) = (Load(ref factors, 4), Load(ref factors, 5), Load(ref factors, 6), Load(ref factors, 7));
        var (s0, s1, s2, s3) = (Load(ref salts, 0), Load(ref salts, 1), Load(ref salts, 2), Load(ref salts, 3));
        var (s4, s5, s6, s7) = (Load(ref salts, 4), Load(ref salts, 5), Load(ref salts, 6), Load(ref salts, 7));
        Vector512<uint> l0, l1, l2, l3, l4, l5, l6, l7;
        l0 = l1 = l2 = l3 = l4 = l5 = l6 = l7 = Vector512<uint>.AllBitsSet;
        foreach (var shingle in shingles)
        {
            var x = Vector512.Create((uint)(shingle >> 32));
            l0 = Vector512.Min(l0, (x ^ s0) * f0);
            l1 = Vector512.Min(l1, (x ^ s1) * f1);
            l2 = Vector512.Min(l2, (x ^ s2) * f2);
            l3 = Vector512.Min(l3, (x ^ s3) * f3);
            l4 = Vector512.Min(l4, (x ^ s4) * f4);
            l5 = Vector512.Min(l5, (x ^ s5) * f5);
            l6 = Vector512.Min(l6, (x ^ s6) * f6);
            l7 = Vector512.Min(l7, (x ^ s7) * f7);
        }

        l0.StoreUnsafe(ref signature);
        l1.StoreUnsafe(ref signature, 16);
        l2.StoreUnsafe(ref signature, 32);
        l3.StoreUnsafe(ref signature, 48);
        l4.StoreUnsafe(ref signature, 64);
        l5.StoreUnsafe(ref signature, 80);
        l6.StoreUnsafe(ref signature, 96);
        l7.StoreUnsafe(ref signature, 112);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sign256(ReadOnlySpan<ulong> shingles, int start, ref uint signature)
    {
        ref var factors = ref _factors[start];
        ref var salts = ref _salts[start];
        var (f0, f1, f2, f3) = (Half(ref factors, 0), Half(ref factors, 1), Half(ref factors, 2), Half(ref factors, 3));
        var (s0, s1, s2, s3) = (Half(ref salts, 0), Half(ref salts, 1), Half(ref salts, 2), Half(ref salts, 3));
        Vector256<uint> l0, l1, l2, l3;
        l0 = l1 = l2 = l3 = Vector256<uint>.AllBitsSet;
        foreach (var shingle in shingles)
        {
            var x = Vector256.Create((uint)(shingle >> 32));
            l0 = Vector256.Min(l0, (x ^ s0) * f0);
            l1 = Vector256.Min(l1, (x ^ s1) * f1);
            l2 = Vector256.Min(l2, (x ^ s2) * f2);
            l3 = Vector256.Min(l3, (x ^ s3) * f3);
        }

        l0.StoreUnsafe(ref signature);
        l1.StoreUnsafe(ref signature, 8);
        l2.StoreUnsafe(ref signature, 16);
        l3.StoreUnsafe(ref signature, 24);
    }

    private static Vector512<uint> Load(ref uint from, int index) => Vector512.LoadUnsafe(ref from, (nuint)(index * Vector512<uint>.Count));

    private static Vector256<uint> Half(ref uint from, int index) => Vector256.LoadUnsafe(ref from, (nuint)(index * Vector256<uint>.Count));

    private static ulong Next(ref ulong state)
    {
        var x = state += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
