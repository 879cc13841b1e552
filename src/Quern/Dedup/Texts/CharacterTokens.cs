using System.Text;

namespace Quern.Dedup.Texts;

/// <summary>Hashes normalised text character by character: all of them, or only those of scripts that write no spaces.</summary>
internal static class CharacterTokens
{
    // First and last scalar values of scripts without spaces between words, and of emoji.
    private static readonly (int First, int Last)[] Unspaced =
    [
        (0x0E00, 0x0EFF), (0x0F00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x19E0, 0x19FF), (0x2600, 0x27BF), (0x2E80, 0x2FDF), (0x3005, 0x3007),
        (0x3021, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xF900, 0xFAFF),
        (0xFF66, 0xFF9D), (0x1B000, 0x1B16F), (0x1F000, 0x1FAFF), (0x20000, 0x3FFFF),
    ];

    /// <summary>Hashes every character of the words, which are joined by single spaces.</summary>
    /// <param name="text">Normalised text.</param>
    /// <param name="to">Has room for as many hashes as there are bytes.</param>
    /// <returns>How many characters there are.</returns>
    public static int Hash(ReadOnlySpan<byte> text, Span<ulong> to)
    {
        var count = 0;
        var spaceBefore = false;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var used);
            text = text[used..];
            if (rune.Value == ' ')
            {
                spaceBefore = count > 0;
                continue;
            }

            if (spaceBefore)
            {
                to[count++] = TokenHash.OfCharacter(' ');
                spaceBefore = false;
            }

            to[count++] = TokenHash.OfCharacter((uint)rune.Value);
        }

        return count;
    }

    /// <summary>Hashes words, and characters of scripts that write no spaces as words of their own.</summary>
    /// <param name="text">Normalised text, with <see cref="TokenHash.Slack"/> readable bytes behind it.</param>
    /// <param name="to">Has room for as many hashes as there are bytes.</param>
    /// <returns>How many words there are.</returns>
    public static int HashMixed(ReadOnlySpan<byte> text, Span<ulong> to)
    {
        var (count, start, at) = (0, 0, 0);
        while (at < text.Length)
        {
            var used = 1;
            var alone = false;
            if (text[at] >= 0x80)
            {
                Rune.DecodeFromUtf8(text[at..], out var rune, out used);
                alone = IsUnspaced(rune.Value);
            }

            if (text[at] == ' ' || alone)
            {
                count = AddWord(text, start, at, to, count);
                count = alone ? AddWord(text, at, at + used, to, count) : count;
                start = at + used;
            }

            at += used;
        }

        return AddWord(text, start, at, to, count);
    }

    /// <summary>Whether a character belongs to a script that writes no spaces between words.</summary>
    public static bool IsUnspaced(int scalar)
    {
        if (scalar < Unspaced[0].First)
        {
            return false;
        }

        foreach (var (first, last) in Unspaced)
        {
            if (scalar <= last)
            {
                return scalar >= first;
            }
        }

        return false;
    }

    private static int AddWord(ReadOnlySpan<byte> text, int start, int end, Span<ulong> to, int count)
    {
        if (end > start)
        {
            to[count++] = TokenHash.Of(ref System.Runtime.CompilerServices.Unsafe.AsRef(in text[start]), end - start);
        }

        return count;
    }
}
