using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Quern.Reports.Verify.Texts;

/// <summary>
/// Whether a text has a long stretch without white space: keys and tokens are such, most words are not. 32 bytes are looked
/// at at once, together with those before them.
/// </summary>
internal static class LongWord
{
    /// <summary>From how many bytes on a stretch is long.</summary>
    public const int Least = 16;

    /// <summary>Whether there is one.</summary>
    public static bool IsIn(ReadOnlySpan<byte> text)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        var (before, at) = (0UL, 0);
        for (; at + Vector256<byte>.Count <= text.Length; at += Vector256<byte>.Count)
        {
            var words = (ulong)~Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)at), Vector256.Create((byte)' ')).ExtractMostSignificantBits();
            if (HasRun((words << 32) | before))
            {
                return true;
            }

            before = words;
        }

        // What is left begins where a stretch may have begun before.
        return IsInScalar(text[Math.Max(0, at - Least + 1)..]);
    }

    /// <summary>The same, byte by byte.</summary>
    public static bool IsInScalar(ReadOnlySpan<byte> text)
    {
        var length = 0;
        foreach (var value in text)
        {
            length = value > ' ' ? length + 1 : 0;
            if (length == Least)
            {
                return true;
            }
        }

        return false;
    }

    // Sixteen ones side by side are two of eight, which are two of four, and so on.
    private static bool HasRun(ulong bits)
    {
        bits &= bits >> 1;
        bits &= bits >> 2;
        bits &= bits >> 4;
        return (bits & (bits >> 8)) != 0;
    }
}
