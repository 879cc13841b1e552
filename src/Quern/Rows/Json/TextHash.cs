using System.Runtime.InteropServices;

namespace Quern.Rows.Json;

/// <summary>A 64-bit hash of bytes, the same in every process: eight bytes a multiply, both halves of the product used.</summary>
internal static class TextHash
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xD6E8FEB86659FD93;

    /// <summary>The hash; other seeds give other hashes.</summary>
    public static ulong Of(ReadOnlySpan<byte> text, ulong seed)
    {
        var hash = Mix(seed ^ First, (ulong)text.Length ^ Second);
        while (text.Length >= 8)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(text), First);
            text = text[8..];
        }

        ulong rest = 0;
        foreach (var value in text)
        {
            rest = (rest << 8) | value;
        }

        return Mix(hash ^ rest ^ Second, First);
    }

    /// <summary>The hash of a sequence of which one more was hashed; the order counts.</summary>
    public static ulong Chain(ulong before, ulong next) => Mix(before ^ Second, next ^ First);

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
