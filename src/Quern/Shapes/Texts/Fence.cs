namespace Quern.Shapes.Texts;

/// <summary>The lines of back quotes that models put around JSON.</summary>
internal static class Fence
{
    /// <summary>Start and length of the text without spaces around it and without a fence.</summary>
    public static (int Start, int Length) Strip(ReadOnlySpan<byte> text)
    {
        var (start, length) = Trim(text, 0, text.Length);
        if (!text.Slice(start, length).StartsWith("```"u8))
        {
            return (start, length);
        }

        // Letters behind the fence name the language.
        var begin = start + 3;
        while (begin < start + length && char.IsAsciiLetterOrDigit((char)text[begin]))
        {
            begin++;
        }

        var inside = text[begin..(start + length)];
        var end = inside.LastIndexOf("```"u8);
        return Trim(text, begin, end < 0 ? inside.Length : end);
    }

    private static (int Start, int Length) Trim(ReadOnlySpan<byte> text, int start, int length)
    {
        var front = text.Slice(start, length).TrimStart(" \t\r\n"u8);
        return (start + length - front.Length, front.TrimEnd(" \t\r\n"u8).Length);
    }
}
