using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quern.Dedup.Sketches;

/// <summary>Collects the numbers up to a bound, eight at a time where the machine can squeeze out the others.</summary>
internal static class Bounded
{
    /// <summary>How much more room than for the numbers there must be.</summary>
    public const int Slack = 8;

    /// <summary>Collects them, in their order.</summary>
    /// <returns>How many.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Collect(ReadOnlySpan<ulong> numbers, ulong bound, Span<ulong> to)
    {
        if (!Avx512F.IsSupported)
        {
            return CollectScalar(numbers, bound, to);
        }

        ref var from = ref MemoryMarshal.GetReference(numbers);
        ref var target = ref MemoryMarshal.GetReference(to);
        var limit = Vector512.Create(bound);
        var (at, count) = (0, 0);
        for (; at + Vector512<ulong>.Count <= numbers.Length; at += Vector512<ulong>.Count)
        {
            var block = Vector512.LoadUnsafe(ref from, (nuint)at);
            var within = Vector512.LessThanOrEqual(block, limit);
            Avx512F.Compress(Vector512<ulong>.Zero, within, block).StoreUnsafe(ref target, (nuint)count);
            count += BitOperations.PopCount(within.ExtractMostSignificantBits());
        }

        return count + CollectScalar(numbers[at..], bound, to[count..]);
    }

    /// <summary>The same, one by one.</summary>
    public static int CollectScalar(ReadOnlySpan<ulong> numbers, ulong bound, Span<ulong> to)
    {
        var count = 0;
        foreach (var number in numbers)
        {
            to[count] = number;
            count += number <= bound ? 1 : 0;
        }

        return count;
    }
}
