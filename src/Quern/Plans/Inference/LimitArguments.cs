namespace Quern.Plans.Inference;

/// <summary>The arguments that say how many things a call touches.</summary>
/// <param name="tables">The tables.</param>
internal sealed class LimitArguments(InferenceTables tables)
{
    /// <summary>The most letters that such an argument has, joints not counted.</summary>
    public const int Longest = 24;

    private readonly byte[][] _names = tables.Texts.Limits;

    /// <summary>Whether an argument is one of them, in whatever case and with whatever joints: <c>top_k</c>, <c>topK</c>, <c>top-k</c>.</summary>
    public bool IsLimit(ReadOnlySpan<byte> argumentName)
    {
        Span<byte> plain = stackalloc byte[Longest];
        var length = 0;
        foreach (var b in argumentName)
        {
            if (b is (byte)'_' or (byte)'-' or (byte)' ' or (byte)'.' or (byte)'$')
            {
                continue;
            }

            if (length == Longest || !char.IsAsciiLetter((char)b))
            {
                return false;
            }

            plain[length++] = (byte)(b | 0x20);
        }

        foreach (var name in _names)
        {
            if (plain[..length].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
