using Quern.Rows.Json;

namespace Quern.Shapes.Texts;

/// <summary>Steps over a JSON value in a text of which nothing is known. Nothing recurses, nothing is thrown.</summary>
internal static class StrictJson
{
    /// <summary>How deep values may be nested: deeper than anything that was meant.</summary>
    public const int MaxDepth = 200;

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

            var first = JsonScalar.ByteAt(text, at);
            if (first is (byte)'{' or (byte)'[')
            {
                if (depth == MaxDepth)
                {
                    return -1;
                }

                // In ASCII, a closing bracket stands two behind its opening one.
                closers[depth++] = (byte)(first + 2);
                at = JsonScan.SkipSpace(text, at + 1);
                if (JsonScalar.ByteAt(text, at) != closers[depth - 1])
                {
                    continue;
                }
            }
            else if ((at = JsonScalar.End(text, at, first)) < 0)
            {
                return -1;
            }

            at = Close(text, at, closers, ref depth);
            if (depth == 0)
            {
                return at;
            }

            if (JsonScalar.ByteAt(text, at) != ',')
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
            if (JsonScalar.ByteAt(text, at) != closers[depth - 1])
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
        var end = JsonScalar.ByteAt(text, at) == '"' ? JsonScalar.StringEnd(text, at + 1) : -1;
        if (end < 0)
        {
            return -1;
        }

        at = JsonScan.SkipSpace(text, end);
        return JsonScalar.ByteAt(text, at) == ':' ? JsonScan.SkipSpace(text, at + 1) : -1;
    }
}
