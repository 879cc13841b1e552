namespace Quern.Plans.Inference;

/// <summary>What may stand between the words of a phrase: spaces, one end of a line, hyphens, underscores, quotes and marks of emphasis.</summary>
internal static class WordJoint
{
    private const int Longest = 4;

    /// <summary>Whether the bytes between two words join them.</summary>
    public static bool Is(ReadOnlySpan<byte> gap)
    {
        if (gap.Length == 1 && gap[0] == ' ')
        {
            return true;
        }

        var lines = 0;
        for (var i = 0; i < gap.Length; i++)
        {
            if (gap[i] >= 0x80)
            {
                return gap.Length <= Longest && IsBeyondAscii(gap[i..]);
            }

            lines += gap[i] == '\n' ? 1 : 0;
            if (lines > 1 || i >= Longest || gap[i] is not ((byte)' ' or (byte)'-' or (byte)'_' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"' or (byte)'\'' or (byte)'*' or (byte)'`'))
            {
                return false;
            }
        }

        return true;
    }

    // A no-break space, or one of the hyphens and quotes of General Punctuation.
    private static bool IsBeyondAscii(ReadOnlySpan<byte> rest)
        => rest[0] == 0xC2 ? rest is [_, 0xA0] : rest is [0xE2, 0x80, (>= 0x90 and <= 0x91) or (>= 0x98 and <= 0x9D) or 0xAF, ..];
}
