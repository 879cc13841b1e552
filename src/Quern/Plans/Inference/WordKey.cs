using System.Buffers.Binary;

namespace Quern.Plans.Inference;

/// <summary>
/// A word as three machine words, in lower case: compared and hashed without a loop. Longer words are in no table.
/// </summary>
/// <param name="A">Its first eight bytes.</param>
/// <param name="B">The next eight.</param>
/// <param name="C">The next eight.</param>
internal readonly record struct WordKey(ulong A, ulong B, ulong C)
{
    /// <summary>The longest word that a key can hold.</summary>
    public const int MaxLength = 24;

    // Letters become small ones. Digits and apostrophes have the bit already, and bytes beyond ASCII never become ASCII by it.
    private const ulong Small = 0x2020202020202020;

    /// <summary>The key of a word of at most <see cref="MaxLength"/> bytes.</summary>
    /// <param name="text">A text that holds it.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Its length.</param>
    public static WordKey Of(ReadOnlySpan<byte> text, int start, int length)
    {
        if (length <= 8 && start + 8 <= text.Length)
        {
            // Most words, most of the time: one read, and what stands behind the word is cut away.
            return new WordKey((BinaryPrimitives.ReadUInt64LittleEndian(text[start..]) | Small) & (ulong.MaxValue >> (64 - (8 * length))), 0, 0);
        }

        Span<byte> padded = stackalloc byte[MaxLength];
        padded.Clear();
        for (var i = 0; i < length; i++)
        {
            padded[i] = (byte)(text[start + i] | 0x20);
        }

        return new WordKey(
            BinaryPrimitives.ReadUInt64LittleEndian(padded),
            BinaryPrimitives.ReadUInt64LittleEndian(padded[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(padded[16..]));
    }

    /// <summary>A hash whose upper bits are good.</summary>
    public ulong Hash => ((A * 0x9E3779B97F4A7C15) ^ (B * 0xC2B2AE3D27D4EB4F) ^ (C * 0x165667B19E3779F9)) * 0x9E3779B97F4A7C15;
}
