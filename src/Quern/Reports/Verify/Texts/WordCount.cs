using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Quern.Reports.Verify.Texts;

/// <summary>Counts the words of a text: stretches between white space of ASCII. 32 bytes are looked at at once.</summary>
internal static class WordCount
{
    /// <summary>How many words there are.</summary>
    public static long Of(ReadOnlySpan<byte> text)
    {
        var (words, before) = (0L, 1U);
        ref var first = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at + Vector256<byte>.Count <= text.Length; at += Vector256<byte>.Count)
        {
            var spaces = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)at), Vector256.Create((byte)' ')).ExtractMostSignificantBits();
            words += BitOperations.PopCount(~spaces & ((spaces << 1) | before));
            before = spaces >> 31;
        }

        return words + Rest(text[at..], before != 0);
    }

    /// <summary>The same, byte by byte.</summary>
    public static long OfScalar(ReadOnlySpan<byte> text) => Rest(text, isSpace: true);

    private static long Rest(ReadOnlySpan<byte> text, bool isSpace)
    {
        var words = 0L;
        foreach (var value in text)
        {
            words += isSpace && value > ' ' ? 1 : 0;
            isSpace = value <= ' ';
        }

        return words;
    }
}
