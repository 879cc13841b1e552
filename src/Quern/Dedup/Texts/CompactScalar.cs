using System.Buffers;
using System.Text;

namespace Quern.Dedup.Texts;

/// <summary>
/// Normalises text one character at a time: lower case, no ASCII punctuation, every white space a space. The twin of
/// <see cref="CompactVector"/>, which leaves to this one what is not ASCII.
/// </summary>
internal static class CompactScalar
{
    /// <summary>What a byte of ASCII becomes: itself, its lower case, a space, or nothing.</summary>
    private static readonly byte[] Ascii = CreateAscii();

    // Scalar values of two bytes in UTF-8: what they become. A space stands for white space.
    private static readonly ushort[] TwoBytes = CreateTwoBytes();

    /// <summary>A byte of ASCII that is left out.</summary>
    public const byte Nothing = 0xFF;

    /// <summary>Appends a whole text.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="to">Has room for one and a half times as much.</param>
    /// <returns>Bytes written.</returns>
    public static int Compact(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var written = 0;
        for (var at = 0; at < text.Length;)
        {
            if (text[at] >= 0x80)
            {
                at += Character(text[at..], to[written..], out var wrote);
                written += wrote;
            }
            else if (Ascii[text[at++]] is var plain and not Nothing)
            {
                to[written++] = plain;
            }
        }

        return written;
    }

    /// <summary>Normalises the character beyond ASCII that the text begins with.</summary>
    /// <returns>Bytes read.</returns>
    public static int Character(ReadOnlySpan<byte> text, Span<byte> to, out int written)
    {
        var first = text[0];
        if (first < 0xE0 && text.Length > 1)
        {
            return OfTwo(((first & 0x1F) << 6) | (text[1] & 0x3F), to, out written);
        }

        // Ideographs and Hangul have no case, and no white space among them.
        if (first is (>= 0xE4 and <= 0xE9) or (>= 0xEB and <= 0xED) && text.Length > 2)
        {
            text[..3].CopyTo(to);
            written = 3;
            return 3;
        }

        if (Rune.DecodeFromUtf8(text, out var rune, out var used) != OperationStatus.Done)
        {
            text[..used].CopyTo(to);
            written = used;
            return used;
        }

        written = Write(rune, to);
        return used;
    }

    private static int OfTwo(int scalar, Span<byte> to, out int written)
    {
        // The Turkish capital I with a dot is the one character whose lower case is two.
        const int DottedI = 0x130;
        var lower = TwoBytes[scalar];
        if (lower is >= 0x80 and < 0x800 && scalar != DottedI)
        {
            to[0] = (byte)(0xC0 | (lower >> 6));
            to[1] = (byte)(0x80 | (lower & 0x3F));
            written = 2;
            return 2;
        }

        written = scalar == DottedI ? DottedSmallI(to) : new Rune(lower).EncodeToUtf8(to);
        return 2;
    }

    private static int DottedSmallI(Span<byte> to)
    {
        "i\u0307"u8.CopyTo(to);
        return 3;
    }

    private static int Write(Rune rune, Span<byte> to)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            to[0] = (byte)' ';
            return 1;
        }

        return Rune.ToLowerInvariant(rune).EncodeToUtf8(to);
    }

    private static byte[] CreateAscii()
    {
        var table = new byte[128];
        for (var i = 0; i < table.Length; i++)
        {
            var c = (char)i;
            table[i] = char.IsWhiteSpace(c) || i is >= 0x1C and <= 0x1F ? (byte)' '
                : char.IsPunctuation(c) || char.IsSymbol(c) ? Nothing
                : (byte)char.ToLowerInvariant(c);
        }

        return table;
    }

    private static ushort[] CreateTwoBytes()
    {
        const int FinalSigma = 0x3C2;
        var table = new ushort[0x800];
        for (var i = 0x80; i < table.Length; i++)
        {
            var rune = new Rune(i);
            table[i] = Rune.IsWhiteSpace(rune) ? ' ' : i == FinalSigma ? (ushort)(FinalSigma + 1) : (ushort)Rune.ToLowerInvariant(rune).Value;
        }

        return table;
    }
}
