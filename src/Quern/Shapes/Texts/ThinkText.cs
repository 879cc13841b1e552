namespace Quern.Shapes.Texts;

/// <summary>An answer that begins with its reasoning: where each of the two stands in the text.</summary>
/// <param name="ReasoningStart">Where the reasoning begins.</param>
/// <param name="ReasoningLength">Its length; 0 where there is none.</param>
/// <param name="AnswerStart">Where the answer begins.</param>
/// <param name="AnswerLength">Its length; 0 where the reasoning is never closed.</param>
internal readonly record struct ThinkText(int ReasoningStart, int ReasoningLength, int AnswerStart, int AnswerLength)
{
    private static readonly Marks[] Openings =
    [
        new("<think>"u8.ToArray(), ["</think>"u8.ToArray()]),
        new("<thinking>"u8.ToArray(), ["</thinking>"u8.ToArray()]),

        // A marker for each part, and not every writer closes it: the answer's own marker ends it, too.
        new("<|thinking|>"u8.ToArray(), ["<|/thinking|>"u8.ToArray(), "</|thinking|>"u8.ToArray(), "<|assistant|>"u8.ToArray()]),
    ];

    private static readonly Marks[] Wrappers =
    [
        new("<answer>"u8.ToArray(), ["</answer>"u8.ToArray()]),
        new("<final>"u8.ToArray(), ["</final>"u8.ToArray()]),
    ];

    /// <summary>Whether the text is marked as having two parts, even if one is empty.</summary>
    public bool IsParted { get; private init; }

    /// <summary>Parts a text.</summary>
    public static ThinkText Of(ReadOnlySpan<byte> text)
    {
        var start = Trim(text, 0, text.Length).Start;
        foreach (var marks in Openings)
        {
            if (text[start..].StartsWith(marks.Open))
            {
                var begin = start + marks.Open.Length;
                var (length, closeLength) = marks.Close(text[begin..]);
                var reasoning = Trim(text, begin, length);
                var answer = Answer(text, begin + length + closeLength);
                return new ThinkText(reasoning.Start, reasoning.Length, answer.Start, answer.Length) { IsParted = true };
            }
        }

        // Some models are given the opening mark, and write only the closing one.
        if (text.IndexOf("</think>"u8) is > 0 and var closing && text.IndexOf("<think>"u8) < 0)
        {
            var reasoning = Trim(text, 0, closing);
            var answer = Answer(text, closing + "</think>"u8.Length);
            return new ThinkText(reasoning.Start, reasoning.Length, answer.Start, answer.Length) { IsParted = true };
        }

        var whole = Answer(text, 0);
        return new ThinkText(0, 0, whole.Start, whole.Length);
    }

    // The answer without a wrapper around all of it.
    private static (int Start, int Length) Answer(ReadOnlySpan<byte> text, int at)
    {
        var (start, length) = Trim(text, at, text.Length - at);
        foreach (var marks in Wrappers)
        {
            if (!text.Slice(start, length).StartsWith(marks.Open))
            {
                continue;
            }

            var begin = start + marks.Open.Length;
            var (inside, close) = marks.Close(text[begin..(start + length)]);
            return begin + inside + close == start + length ? Trim(text, begin, inside) : (start, length);
        }

        return (start, length);
    }

    private static (int Start, int Length) Trim(ReadOnlySpan<byte> text, int start, int length)
    {
        var front = text.Slice(start, length).TrimStart(" \t\r\n"u8);
        return (start + length - front.Length, front.TrimEnd(" \t\r\n"u8).Length);
    }

    private sealed record Marks(byte[] Open, byte[][] Closings)
    {
        // How long the text before the first closing mark is, and the mark; all of it and 0 where none comes.
        public (int Length, int Mark) Close(ReadOnlySpan<byte> text)
        {
            var (length, mark) = (text.Length, 0);
            foreach (var closing in Closings)
            {
                var found = text[..length].IndexOf(closing);
                (length, mark) = found < 0 ? (length, mark) : (found, closing.Length);
            }

            return (length, mark);
        }
    }
}
