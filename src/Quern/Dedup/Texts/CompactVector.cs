using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quern.Dedup.Texts;

/// <summary>
/// Normalises text 64 bytes at a time: letters become small by an addition, white space becomes a space, and what is
/// punctuation is squeezed out by one instruction where the machine has it. A character beyond ASCII ends the block and
/// goes to <see cref="CompactScalar"/>.
/// </summary>
internal static class CompactVector
{
    /// <summary>How many bytes behind the text must be readable, and behind the result writable.</summary>
    public const int Slack = 64;

    /// <summary>Appends a whole text.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="to">Has room for one and a half times as much, and <see cref="Slack"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Compact(ReadOnlySpan<byte> text, Span<byte> to)
    {
        ref var target = ref MemoryMarshal.GetReference(to);
        var (at, written) = (0, 0);
        Span<byte> last = stackalloc byte[Vector512<byte>.Count];
        while (at < text.Length)
        {
            var live = Math.Min(text.Length - at, Vector512<byte>.Count);
            Vector512<byte> block;
            if (live == Vector512<byte>.Count)
            {
                block = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);
            }
            else
            {
                text[at..].CopyTo(last);
                block = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(last));
            }

            var beyond = BitOperations.TrailingZeroCount(block.ExtractMostSignificantBits());
            live = Math.Min(live, beyond);
            written += CompactAscii(block, live, ref Unsafe.Add(ref target, written));
            at += live;
            while (at < text.Length && text[at] >= 0x80)
            {
                at += CompactScalar.Character(text[at..], to[written..], out var wrote);
                written += wrote;
            }
        }

        return written;
    }

    // Writes 64 bytes, of which the first so many count.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CompactAscii(Vector512<byte> block, int live, ref byte to)
    {
        var isCapital = Vector512.LessThan(block - Vector512.Create((byte)'A'), Vector512.Create((byte)26));
        block += isCapital & Vector512.Create((byte)0x20);
        var isSpace = Vector512.LessThan(block - Vector512.Create((byte)9), Vector512.Create((byte)5))
            | Vector512.LessThan(block - Vector512.Create((byte)0x1C), Vector512.Create((byte)5));
        block = Vector512.ConditionalSelect(isSpace, Vector512.Create((byte)' '), block);
        var kept = ~IsPunctuation(block);
        var bits = kept.ExtractMostSignificantBits() & Mask(live);
        if (Avx512Vbmi2.IsSupported)
        {
            Avx512Vbmi2.Compress(Vector512<byte>.Zero, kept, block).StoreUnsafe(ref to);
            return BitOperations.PopCount(bits);
        }

        return bits == Mask(live) ? Store(block, live, ref to) : Squeeze(block, bits, ref to);
    }

    private static Vector512<byte> IsPunctuation(Vector512<byte> block)
        => Vector512.LessThan(block - Vector512.Create((byte)0x21), Vector512.Create((byte)15))
            | Vector512.LessThan(block - Vector512.Create((byte)0x3A), Vector512.Create((byte)7))
            | Vector512.LessThan(block - Vector512.Create((byte)0x5B), Vector512.Create((byte)6))
            | Vector512.LessThan(block - Vector512.Create((byte)0x7B), Vector512.Create((byte)4));

    private static ulong Mask(int live) => live == 64 ? ulong.MaxValue : (1UL << live) - 1;

    private static int Store(Vector512<byte> block, int live, ref byte to)
    {
        block.StoreUnsafe(ref to);
        return live;
    }

    private static int Squeeze(Vector512<byte> block, ulong kept, ref byte to)
    {
        var written = 0;
        for (; kept != 0; kept &= kept - 1)
        {
            Unsafe.Add(ref to, written++) = block.GetElement(BitOperations.TrailingZeroCount(kept));
        }

        return written;
    }
}
