using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quern.Dedup.Texts;

/// <summary>
/// Hashes of words and shingles, 64 bits wide. Rows are compared by these hashes: two different shingles of one pair of
/// rows with 1,000 shingles each share one with a chance of 10^6 / 2^64, some 5 in 10^14. The bytes of a word are read
/// in eights; one of up to sixteen bytes takes two reads.
/// </summary>
internal static class TokenHash
{
    /// <summary>How many bytes behind a word must be readable.</summary>
    public const int Slack = 16;

    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;

    /// <summary>Both halves of the product of two numbers, folded: every bit of either moves every bit of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    /// <summary>The hash of a word.</summary>
    /// <param name="text">Its first byte; <see cref="Slack"/> bytes behind its end must be readable, and are not looked at.</param>
    /// <param name="length">Its length, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ref byte text, int length)
    {
        ulong a, b;
        if (length <= 8)
        {
            a = Low(Read(ref text, 0), length);
            b = (ulong)length;
        }
        else if (length <= 16)
        {
            a = Read(ref text, 0);
            b = Low(Read(ref text, 8), length - 8) + (ulong)length;
        }
        else
        {
            (a, b) = OfLong(ref text, length);
        }

        return Mix(a ^ First, b ^ Second);
    }

    /// <summary>The hash of a character.</summary>
    public static ulong OfCharacter(uint scalar) => Mix(scalar ^ First, 4 ^ Second);

    private static (ulong A, ulong B) OfLong(ref byte text, int length)
    {
        var (a, b) = ((ulong)length, 0x9E3779B97F4A7C15UL);
        var at = 0;
        for (; at + 8 <= length; at += 8)
        {
            a = Mix(a ^ Read(ref text, at), b);
        }

        return (a, b ^ Low(Read(ref text, at), length - at));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte text, int at) => MemoryMarshal.Read<ulong>(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, at), sizeof(ulong)));

    // The lowest bytes of a number; all of it for 8.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Low(ulong value, int bytes) => bytes == 8 ? value : value & ((1UL << (bytes * 8)) - 1);
}
