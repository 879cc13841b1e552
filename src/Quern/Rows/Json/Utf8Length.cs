using System.Numerics;
using System.Runtime.InteropServices;

namespace Quern.Rows.Json;

/// <summary>
/// Counts the characters (Unicode scalar values) of valid UTF-8: every byte that does not continue a character begins
/// one. The vector loop counts 16 to 64 bytes at a time.
/// </summary>
internal static class Utf8Length
{
    // Continuation bytes are 0x80 to 0xBF, which are the signed bytes below -64.
    private const sbyte LastContinuation = -65;

    /// <summary>How many characters there are.</summary>
    public static long Of(ReadOnlySpan<byte> utf8)
    {
        var bytes = MemoryMarshal.Cast<byte, sbyte>(utf8);
        var count = 0L;
        while (bytes.Length >= Vector<sbyte>.Count)
        {
            // Each lane counts down from 0 and must not wrap: 127 rounds at the most.
            var rounds = Math.Min(bytes.Length / Vector<sbyte>.Count, 127);
            var lanes = Vector<sbyte>.Zero;
            for (var i = 0; i < rounds; i++)
            {
                lanes += Vector.GreaterThan(new Vector<sbyte>(bytes), new Vector<sbyte>(LastContinuation));
                bytes = bytes[Vector<sbyte>.Count..];
            }

            Vector.Widen(lanes, out var low, out var high);
            count -= Vector.Sum(low) + Vector.Sum(high);
        }

        return count + OfScalar(bytes);
    }

    /// <summary>The same byte by byte: what the vector loop leaves over, and what it is tested against.</summary>
    public static long OfScalar(ReadOnlySpan<sbyte> utf8)
    {
        var count = 0L;
        foreach (var value in utf8)
        {
            count += value > LastContinuation ? 1 : 0;
        }

        return count;
    }
}
