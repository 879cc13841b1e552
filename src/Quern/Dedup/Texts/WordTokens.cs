using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Quern.Dedup.Texts;

/// <summary>Cuts normalised text at its spaces and hashes the words: 64 bytes are searched for spaces at once.</summary>
internal static class WordTokens
{
    /// <summary>How many bytes behind the text must be readable.</summary>
    public const int Slack = 64;

    /// <summary>Hashes every word.</summary>
    /// <param name="text">Normalised text; <see cref="Slack"/> bytes behind it must be readable.</param>
    /// <param name="to">Has room for half as many hashes as there are bytes, and one.</param>
    /// <returns>How many words there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Hash(ReadOnlySpan<byte> text, Span<ulong> to)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        ref var target = ref MemoryMarshal.GetReference(to);
        var (count, start) = (0, 0);
        for (var at = 0; at < text.Length; at += Vector512<byte>.Count)
        {
            var spaces = Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)at), Vector512.Create((byte)' ')).ExtractMostSignificantBits();
            if (text.Length - at < Vector512<byte>.Count)
            {
                spaces &= (1UL << (text.Length - at)) - 1;
            }

            for (; spaces != 0; spaces &= spaces - 1)
            {
                var end = at + BitOperations.TrailingZeroCount(spaces);
                if (end > start)
                {
                    Unsafe.Add(ref target, count++) = TokenHash.Of(ref Unsafe.Add(ref first, start), end - start);
                }

                start = end + 1;
            }
        }

        if (start < text.Length)
        {
            Unsafe.Add(ref target, count++) = TokenHash.Of(ref Unsafe.Add(ref first, start), text.Length - start);
        }

        return count;
    }

    /// <summary>The same, byte by byte.</summary>
    public static int HashScalar(ReadOnlySpan<byte> text, Span<ulong> to)
    {
        var count = 0;
        var padded = new byte[text.Length + TokenHash.Slack];
        text.CopyTo(padded);
        for (var start = 0; start < text.Length;)
        {
            var length = text[start..].IndexOf((byte)' ');
            length = length < 0 ? text.Length - start : length;
            if (length > 0)
            {
                to[count++] = TokenHash.Of(ref padded[start], length);
            }

            start += length + 1;
        }

        return count;
    }
}
