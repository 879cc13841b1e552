using System.Buffers;
using Quern.Rows.Json;

namespace Quern.Shapes.Texts;

/// <summary>Steps over a JSON value in a text of which nothing is known. Nothing recurses, nothing is thrown.</summary>
internal static class StrictJson
{
    /// <summary>How deep values may be nested: deeper than anything that was meant.</summary>
    public const int MaxDepth = 200;

    private static readonly SearchValues<byte> InNumber = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>Index behind the value that begins at a place; -1 where no valid one does.</summary>
    public static int ValueEnd(ReadOnlySpan<byte> text, int at)
    {
        Span<byte> closers = stackalloc byte[MaxDepth];
        var depth = 0;
        while (true)
        {
            // A value begins here, or the name of a member.
            if (depth > 0 && closers[depth - 1] == '}' && (at = NameEnd(text, at)) < 0)
            {
                return -1;
            }

            var first = ByteAt(text, at);
            if (first is (byte)'{' or (byte)'[')
            {
                if (depth == MaxDepth)
                {
                    return -1;
                }

                // In ASCII, a closing bracket stands two behind its opening one.
                closers[depth++] = (byte)(first + 2);
                at = JsonScan.SkipSpace(text, at + 1);
                if (ByteAt(text, at) != closers[depth - 1])
                {
                    continue;
                }
            }
            else if ((at = ScalarEnd(text, at, first)) < 0)
            {
                return -1;
            }

            at = Close(text, at, closers, ref depth);
            if (depth == 0)
            {
                return at;
            }

            if (ByteAt(text, at) != ',')
            {
                return -1;
            }

            at = JsonScan.SkipSpace(text, at + 1);
        }
    }

    // Over all that is closed here, to the comma that should follow.
    private static int Close(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> closers, ref int depth)
    {
        while (depth > 0)
        {
            at = JsonScan.SkipSpace(text, at);
            if (ByteAt(text, at) != closers[depth - 1])
            {
                break;
            }

            at++;
            depth--;
        }

        return at;
    }

    // Index of the value of the member whose name begins here.
    private static int NameEnd(ReadOnlySpan<byte> text, int at)
    {
        var end = ByteAt(text, at) == '"' ? StringEnd(text, at + 1) : -1;
        if (end < 0)
        {
            return -1;
        }

        at = JsonScan.SkipSpace(text, end);
        return ByteAt(text, at) == ':' ? JsonScan.SkipSpace(text, at + 1) : -1;
    }

    private static int ScalarEnd(ReadOnlySpan<byte> text, int at, byte first) => first switch
    {
        0 => -1,
        (byte)'"' => StringEnd(text, at + 1),
        (byte)'t' => text[at..].StartsWith("true"u8) ? at + 4 : -1,
        (byte)'f' => text[at..].StartsWith("false"u8) ? at + 5 : -1,
        (byte)'n' => text[at..].StartsWith("null"u8) ? at + 4 : -1,
        _ => NumberEnd(text, at),
    };

    private static int StringEnd(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            at = StringText.PlainEnd(text, at);
            switch (ByteAt(text, at))
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\\' when (at = StringText.EscapeEnd(text, at)) >= 0:
                    break;
                default:
                    return -1;
            }
        }
    }

    private static int NumberEnd(ReadOnlySpan<byte> text, int at)
    {
        var length = text[at..].IndexOfAnyExcept(InNumber);
        length = length < 0 ? text.Length - at : length;
        return JsonNumber.IsNumber(text.Slice(at, length)) ? at + length : -1;
    }

    private static byte ByteAt(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length ? text[at] : (byte)0;
}
