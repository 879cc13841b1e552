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

        // The rest of the opening line names the language.
        var line = text.Slice(start, length).IndexOf((byte)'\n');
        if (line < 0)
        {
            return (start, length);
        }

        var inside = text.Slice(start + line + 1, length - line - 1);
        var end = inside.LastIndexOf("```"u8);
        return Trim(text, start + line + 1, end < 0 ? inside.Length : end);
    }

    private static (int Start, int Length) Trim(ReadOnlySpan<byte> text, int start, int length)
    {
        while (length > 0 && text[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            (start, length) = (start + 1, length - 1);
        }

        while (length > 0 && text[start + length - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            length--;
        }

        return (start, length);
    }
}
