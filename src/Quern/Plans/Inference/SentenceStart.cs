namespace Quern.Plans.Inference;

/// <summary>Tells whether a word is the first of the text, of a sentence, of a line or of a list item.</summary>
internal static class SentenceStart
{
    private const int LongestMark = 3;

    /// <summary>Whether the word that begins at a place is the first of something. Only what stands between it and the word before is looked at.</summary>
    public static bool IsAt(ReadOnlySpan<byte> text, int at)
    {
        var spaces = false;
        for (var i = at - 1; i >= 0; i--)
        {
            if (text[i] >= 0x80)
            {
                var length = WordMask.PunctuationBefore(text, i + 1);
                if (length == 0 || Starts(text.Slice(i + 1 - length, length)) is not null)
                {
                    return length > 0 && Starts(text.Slice(i + 1 - length, length)) == true;
                }

                i -= length - 1;
                continue;
            }

            switch (text[i])
            {
                case (byte)'\n' or (byte)'\r':
                    return true;
                case (byte)' ' or (byte)'\t':
                    spaces = true;
                    break;
                case (byte)'.' or (byte)'!' or (byte)'?' or (byte)':' or (byte)';' or (byte)')' when spaces:
                    return text[i] != ')' || IsMark(text, i);
                case (byte)'"' or (byte)'\'' or (byte)'(' or (byte)'[' or (byte)'{' or (byte)'<' or (byte)'*' or (byte)'#' or (byte)'>' or (byte)'`' or (byte)'_' or (byte)'~' or (byte)'.' or (byte)'!' or (byte)'?':
                    break;
                case (byte)'-' when spaces || i == 0 || text[i - 1] == '\n':
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    // "1)" or "(b)" at the beginning of a line.
    private static bool IsMark(ReadOnlySpan<byte> text, int bracket)
    {
        var i = bracket - 1;
        while (i >= 0 && bracket - i <= LongestMark && char.IsAsciiLetterOrDigit((char)text[i]))
        {
            i--;
        }

        i -= i >= 0 && text[i] == '(' ? 1 : 0;
        while (i >= 0 && text[i] is (byte)' ' or (byte)'\t')
        {
            i--;
        }

        return i < 0 || text[i] == '\n';
    }

    // Bullets and quotes are passed over (null); a dash is no start; full stops of other scripts are one.
    private static bool? Starts(ReadOnlySpan<byte> mark) => (mark[0], mark[^1]) switch
    {
        (0xE3, 0x82) or (0xEF, 0x81 or 0x9A or 0x9B or 0x9F) => true,
        (0xE2, >= 0x93 and <= 0x95) => false,
        _ => null,
    };
}
