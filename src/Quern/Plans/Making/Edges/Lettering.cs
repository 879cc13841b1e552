using Quern.Rows;

namespace Quern.Plans.Making.Edges;

/// <summary>Letters and words of values that are compared.</summary>
internal static class Lettering
{
    /// <summary>Whether a byte belongs to a word: letters, digits, underscores, and everything beyond ASCII.</summary>
    public static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or >= 0x80;

    /// <summary>Appends a text in small letters; only those of ASCII have two forms here.</summary>
    public static void Lower(ReadOnlySpan<byte> text, ByteBuffer to)
    {
        var room = to.Reserve(text.Length)[..text.Length];
        _ = System.Text.Ascii.IsValid(text) ? System.Text.Ascii.ToLower(text, room, out _) : LowerEach(text, room);
        to.Length += text.Length;
    }

    /// <summary>The next word of a text from a place on.</summary>
    public static bool NextWord(ReadOnlySpan<byte> text, ref int at, out int length)
    {
        while (at < text.Length && !IsWord(text[at]))
        {
            at++;
        }

        length = 0;
        while (at + length < text.Length && IsWord(text[at + length]))
        {
            length++;
        }

        return length > 0;
    }

    /// <summary>The longest word of a text; of length 0 where it has none.</summary>
    public static (int Start, int Length) LongestWord(ReadOnlySpan<byte> text)
    {
        var longest = (Start: 0, Length: 0);
        for (var at = 0; NextWord(text, ref at, out var length); at += length)
        {
            longest = length > longest.Length ? (at, length) : longest;
        }

        return longest;
    }

    private static System.Buffers.OperationStatus LowerEach(ReadOnlySpan<byte> text, Span<byte> to)
    {
        for (var i = 0; i < text.Length; i++)
        {
            to[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }

        return System.Buffers.OperationStatus.Done;
    }
}
