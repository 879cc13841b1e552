using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quern.Plans.Inference;

/// <summary>
/// A word of at most 16 bytes in two registers, in lower case. Of the bytes that words have, setting one bit makes capitals small and
/// never makes two of them alike.
/// </summary>
/// <param name="Low">The first 8 bytes.</param>
/// <param name="High">The next 8.</param>
internal readonly record struct WordKey(ulong Low, ulong High)
{
    /// <summary>The longest word that a table may hold.</summary>
    public const int Longest = 16;

    private const ulong SmallLetters = 0x2020_2020_2020_2020;

    /// <summary>The key of the word at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the word begins.</param>
    /// <param name="length">How many bytes it has, 1 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordKey At(ReadOnlySpan<byte> text, int start, int length)
    {
        if (text.Length - start < Longest)
        {
            return Copied(text.Slice(start, length));
        }

        ref var at = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start);
        var low = Unsafe.ReadUnaligned<ulong>(ref at) | SmallLetters;
        var high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, 8)) | SmallLetters;
        return length <= 8 ? new WordKey(low & (ulong.MaxValue >> (64 - 8 * length)), 0) : new WordKey(low, high & (ulong.MaxValue >> (128 - 8 * length)));
    }

    /// <summary>A number to find the word by in a table of 2 to the power of <paramref name="bits"/> places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Place(int bits) => (int)((Low * 0x9E37_79B9_7F4A_7C15 ^ High * 0xC2B2_AE3D_27D4_EB4F) * 0xD6E8_FEB8_6659_FD93 >> (64 - bits));

    private static WordKey Copied(ReadOnlySpan<byte> word)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        bytes.Clear();
        word.CopyTo(bytes);
        foreach (ref var b in bytes[..word.Length])
        {
            b |= 0x20;
        }

        return new WordKey(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }
}
