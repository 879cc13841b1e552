namespace Quern.Shapes.Texts;

/// <summary>An answer that begins with its reasoning: where each of the two stands in the text.</summary>
/// <param name="ReasoningStart">Where the reasoning begins.</param>
/// <param name="ReasoningLength">Its length; 0 where there is none.</param>
/// <param name="AnswerStart">Where the answer begins.</param>
/// <param name="AnswerLength">Its length; 0 where the reasoning is never closed.</param>
internal readonly record struct ThinkText(int ReasoningStart, int ReasoningLength, int AnswerStart, int AnswerLength)
{
    /// <summary>Parts a text.</summary>
    public static ThinkText Of(ReadOnlySpan<byte> text)
    {
        var start = text.Length - text.TrimStart(" \t\r\n"u8).Length;
        var rest = text[start..];
        var open = rest.StartsWith("<think>"u8) ? "<think>"u8 : rest.StartsWith("<thinking>"u8) ? "<thinking>"u8 : [];
        if (open.IsEmpty)
        {
            return Answer(text, 0, default);
        }

        var close = open.Length == "<think>"u8.Length ? "</think>"u8 : "</thinking>"u8;
        var begin = start + open.Length;
        var end = text[begin..].IndexOf(close);
        return end < 0
            ? new ThinkText(begin, text.Length - begin, text.Length, 0)
            : Answer(text, begin + end + close.Length, new ThinkText(begin, end, 0, 0));
    }

    // The answer without a wrapper of its own.
    private static ThinkText Answer(ReadOnlySpan<byte> text, int at, ThinkText parted)
    {
        var trimmed = text[at..].TrimStart(" \t\r\n"u8);
        var start = text.Length - trimmed.Length;
        var answer = trimmed.TrimEnd(" \t\r\n"u8);
        foreach (var (open, close) in Wrappers)
        {
            if (answer.StartsWith(open))
            {
                var inside = answer[open.Length..];
                var length = inside.EndsWith(close) ? inside.Length - close.Length : inside.Length;
                return parted with { AnswerStart = start + open.Length, AnswerLength = length };
            }
        }

        return parted with { AnswerStart = start, AnswerLength = answer.Length };
    }

    private static readonly (byte[] Open, byte[] Close)[] Wrappers =
    [
        ("<answer>"u8.ToArray(), "</answer>"u8.ToArray()),
        ("<final>"u8.ToArray(), "</final>"u8.ToArray()),
    ];
}
