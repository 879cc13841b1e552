using System.Text;
using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>Writes HTML as plain text: tags dropped, blocks on lines of their own, entities decoded.</summary>
internal static class HtmlText
{
    private static readonly string[] Blocks = ["p", "br", "li", "div", "pre", "tr", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"];

    /// <summary>Appends the text of a piece of HTML.</summary>
    public static void Write(ReadOnlySpan<byte> html, ByteBuffer to)
    {
        var mark = to.Length;
        while (!html.IsEmpty)
        {
            var plain = html.IndexOfAny((byte)'<', (byte)'&');
            if (plain < 0)
            {
                to.Append(html);
                break;
            }

            to.Append(html[..plain]);
            html = html[plain..];
            html = html[(html[0] == '<' ? Tag(html, to, mark) : HtmlEntity.Write(html, to))..];
        }

        while (to.Length > mark && to.Span[^1] is (byte)'\n' or (byte)' ')
        {
            to.Length--;
        }
    }

    // How many bytes a tag takes; a sign that opens none stays.
    private static int Tag(ReadOnlySpan<byte> html, ByteBuffer to, int mark)
    {
        var isEnd = html.Length > 1 && html[1] == '/';
        var name = html[(isEnd ? 2 : 1)..];
        var length = 0;
        while (length < name.Length && char.IsAsciiLetterOrDigit((char)name[length]))
        {
            length++;
        }

        var isComment = html.StartsWith("<!--"u8);
        var end = isComment ? html.IndexOf("-->"u8) : html.IndexOf((byte)'>');
        if (end < 0 || (length == 0 && !isComment && !html.StartsWith("<!"u8)))
        {
            to.Append((byte)'<');
            return 1;
        }

        name = name[..length];
        if (IsBlock(name))
        {
            Break(to, mark);
        }

        end += isComment ? 3 : 1;
        return !isEnd && (Ascii.EqualsIgnoreCase(name, "script"u8) || Ascii.EqualsIgnoreCase(name, "style"u8)) ? end + Skipped(html[end..], name) : end;
    }

    private static int Skipped(ReadOnlySpan<byte> html, ReadOnlySpan<byte> name)
    {
        for (var at = 0; at < html.Length; at++)
        {
            var close = html[at..].IndexOf("</"u8);
            if (close < 0)
            {
                return html.Length;
            }

            at += close;
            if (html.Length - at - 2 >= name.Length && Ascii.EqualsIgnoreCase(html.Slice(at + 2, name.Length), name))
            {
                return at;
            }
        }

        return html.Length;
    }

    private static bool IsBlock(ReadOnlySpan<byte> name)
    {
        foreach (var block in Blocks)
        {
            if (Ascii.EqualsIgnoreCase(name, block))
            {
                return true;
            }
        }

        return false;
    }

    // No more than one blank line, and none at the beginning.
    private static void Break(ByteBuffer to, int mark)
    {
        var text = to.Span[mark..];
        if (!text.IsEmpty && !text.EndsWith("\n\n"u8))
        {
            to.Append((byte)'\n');
        }
    }
}
