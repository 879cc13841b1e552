using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Quern.Plans.Inference;

/// <summary>
/// Tells, for 64 bytes at once, which belong to words: ASCII letters and digits, every byte of a letter beyond ASCII, and an
/// apostrophe between two of these. Punctuation beyond ASCII, such as dashes and curly quotes, belongs to none.
/// </summary>
internal static class WordMask
{
    /// <summary>How many bytes one mask covers.</summary>
    public const int Block = 64;

    /// <summary>The mask of the bytes from a place on, the first in the lowest bit; bytes behind the end belong to no word.</summary>
    public static ulong At(ReadOnlySpan<byte> text, int from)
    {
        var (words, apostrophes, high) = text.Length - from >= Block ? Sort(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), from)) : Tail(text[from..]);
        if (high != 0)
        {
            words &= ~Punctuation(text, from, high);
        }

        return apostrophes == 0 ? words : words | Inside(text, from, words, apostrophes);
    }

    /// <summary>Whether a byte belongs to a word wherever it stands, unless it is part of punctuation beyond ASCII.</summary>
    public static bool IsWordByte(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b);

    /// <summary>How many bytes the punctuation or space beyond ASCII has that begins at a place; 0 where none does.</summary>
    public static int PunctuationAt(ReadOnlySpan<byte> text, int at) => text[at] switch
    {
        0xC2 when at + 1 < text.Length => text[at + 1] is 0xA0 or 0xA1 or 0xAB or 0xB7 or 0xBB or 0xBF ? 2 : 0,
        0xE2 when at + 2 < text.Length => text[at + 1] is 0x80 && text[at + 2] >= 0x80 ? 3 : 0,
        0xE3 when at + 2 < text.Length => text[at + 1] is 0x80 && text[at + 2] is >= 0x80 and <= 0x9F ? 3 : 0,
        0xEF when at + 2 < text.Length => text[at + 1] is 0xBC && text[at + 2] is (>= 0x81 and <= 0x8F) or (>= 0x9A and <= 0xA0) ? 3 : 0,
        _ => 0,
    };

    /// <summary>How many bytes the punctuation or space beyond ASCII has that ends before a place; 0 where none does.</summary>
    public static int PunctuationBefore(ReadOnlySpan<byte> text, int end)
        => end > 1 && PunctuationAt(text, end - 2) == 2 ? 2 : end > 2 && PunctuationAt(text, end - 3) == 3 ? 3 : 0;

    private static (ulong Words, ulong Apostrophes, ulong High) Tail(ReadOnlySpan<byte> rest)
    {
        Span<byte> block = stackalloc byte[Block];
        block.Clear();
        rest.CopyTo(block);
        return Sort(ref MemoryMarshal.GetReference(block));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Words, ulong Apostrophes, ulong High) Sort(ref byte at)
    {
        var (low, lowMarks, lowHigh) = Half(Vector256.LoadUnsafe(ref at));
        var (top, topMarks, topHigh) = Half(Vector256.LoadUnsafe(ref at, 32));
        return (low | (ulong)top << 32, lowMarks | (ulong)topMarks << 32, lowHigh | (ulong)topHigh << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Words, uint Apostrophes, uint High) Half(Vector256<byte> bytes)
    {
        var letters = Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
        var digits = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        var high = bytes.ExtractMostSignificantBits();
        return ((letters | digits).ExtractMostSignificantBits() | high, Vector256.Equals(bytes, Vector256.Create((byte)'\'')).ExtractMostSignificantBits(), high);
    }

    // A mark may have begun in the two bytes before the block.
    private static ulong Punctuation(ReadOnlySpan<byte> text, int from, ulong high)
    {
        var found = 0UL;
        for (var before = Math.Min(2, from); before > 0; before--)
        {
            if (PunctuationAt(text, from - before) is var length && length > before)
            {
                found |= (1UL << (length - before)) - 1;
            }
        }

        for (var rest = high; rest != 0; rest &= rest - 1)
        {
            var bit = BitOperations.TrailingZeroCount(rest);
            if (PunctuationAt(text, from + bit) is var length and > 0)
            {
                found |= ((1UL << length) - 1) << bit;
            }
        }

        return found;
    }

    private static ulong Inside(ReadOnlySpan<byte> text, int from, ulong words, ulong apostrophes)
    {
        var before = from > 0 && IsWordEnd(text, from) ? 1UL : 0;
        var after = from + Block < text.Length && IsWordByte(text[from + Block]) && PunctuationAt(text, from + Block) == 0 ? 1UL << 63 : 0;
        return apostrophes & (words << 1 | before) & (words >> 1 | after);
    }

    private static bool IsWordEnd(ReadOnlySpan<byte> text, int end) => IsWordByte(text[end - 1]) && PunctuationBefore(text, end) == 0;
}
