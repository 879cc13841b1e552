using System.Runtime.CompilerServices;

namespace Quern.Dedup.Texts;

/// <summary>
/// Stands for a whole normalised text: 128 bits, so that among a thousand million different texts two share one with a
/// chance of some 1 in 10^21.
/// </summary>
/// <param name="High">Its upper half.</param>
/// <param name="Low">Its lower half.</param>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    /// <summary>The fingerprint of a sequence of words, which are multiplied each with its place: none waits for another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Fingerprint Of(ReadOnlySpan<ulong> words)
    {
        var (high, low, place) = (0UL, (ulong)words.Length, 0x9FB21C651E98DF25UL);
        foreach (var word in words)
        {
            var x = word ^ place;
            high += Math.BigMul(x, System.Numerics.BitOperations.RotateLeft(x, 32) ^ 0xD6E8FEB86659FD93, out var part);
            low += part;
            place += 0x9E3779B97F4A7C15;
        }

        return new Fingerprint(TokenHash.Mix(high, 0xA0761D6478BD642F) ^ low, low ^ TokenHash.Mix(low ^ high, 0xE7037ED1A0B428DB));
    }
}
