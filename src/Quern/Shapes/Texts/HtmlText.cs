using System.Text;
using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>
/// Writes HTML as plain text: tags dropped, blocks on lines of their own with one blank line at most, entities decoded.
/// Within <c>pre</c> the text stays as it is.
/// </summary>
internal static class HtmlText
{
    private static readonly string[] Blocks = ["p", "br", "li", "div", "pre", "tr", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"];

    /// <summary>Appends the text of a piece of HTML.</summary>
    public static void Write(ReadOnlySpan<byte> html, ByteBuffer to)
    {
        var reader = new Reader(html, to);
        while (reader.MoveNext())
        {
            // Each step takes the text up to a sign, and the sign.
        }

        reader.Trim();
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

    private ref struct Reader(ReadOnlySpan<byte> html, ByteBuffer to)
    {
        private readonly int _mark = to.Length;
        private ReadOnlySpan<byte> _html = html;

        // Signs that were looked for and do not come any more: looking again and again would take forever.
        private bool _noTagEnds;
        private bool _noCommentEnds;
        private int _pre;

        public bool MoveNext()
        {
            var plain = _html.IndexOfAny((byte)'<', (byte)'&');
            Text(plain < 0 ? _html : _html[..plain]);
            if (plain < 0)
            {
                return false;
            }

            _html = _html[plain..];
            _html = _html[(_html[0] == '<' ? Tag() : HtmlEntity.Write(_html, to))..];
            return true;
        }

        public readonly void Trim()
        {
            while (to.Length > _mark && to.Span[^1] is (byte)'\n' or (byte)' ')
            {
                to.Length--;
            }
        }

        // White space is only within pre more than a break between words.
        private readonly void Text(ReadOnlySpan<byte> text)
        {
            while (_pre == 0 && !text.IsEmpty)
            {
                var line = text.IndexOf((byte)'\n');
                if (line < 0)
                {
                    break;
                }

                to.Append(text[..line].TrimEnd(" \t\r"u8));
                Break();
                text = text[(line + 1)..].TrimStart(" \t\r"u8);
            }

            to.Append(text);
        }

        // How many bytes a tag takes; a sign that opens none stays.
        private int Tag()
        {
            if (_html.StartsWith("<!--"u8) && !_noCommentEnds)
            {
                var close = _html.IndexOf("-->"u8);
                _noCommentEnds = close < 0;
                if (close >= 0)
                {
                    return close + 3;
                }
            }

            var isEnd = _html.Length > 1 && _html[1] == '/';
            var name = Name(_html[(isEnd ? 2 : 1)..]);
            var end = _noTagEnds || (name.IsEmpty && !_html.StartsWith("<!"u8)) ? -1 : TagEnd(_html);
            _noTagEnds |= end < 0 && !name.IsEmpty;
            if (end < 0)
            {
                to.Append((byte)'<');
                return 1;
            }

            if (IsBlock(name))
            {
                Break();
            }

            if (Ascii.EqualsIgnoreCase(name, "pre"u8))
            {
                _pre = isEnd ? Math.Max(_pre - 1, 0) : _pre + 1;
            }

            end++;
            return !isEnd && (Ascii.EqualsIgnoreCase(name, "script"u8) || Ascii.EqualsIgnoreCase(name, "style"u8)) ? end + Skipped(_html[end..], name) : end;
        }

        // No more than one blank line, and none at the beginning.
        private readonly void Break()
        {
            var text = to.Span[_mark..];
            if (!text.IsEmpty && !text.EndsWith("\n\n"u8))
            {
                to.Append((byte)'\n');
            }
        }

        // The sign that ends a tag, not one within a quoted attribute; a quote that is never closed quotes nothing.
        private static int TagEnd(ReadOnlySpan<byte> html)
        {
            for (var at = 0; at < html.Length; at++)
            {
                var found = html[at..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
                if (found < 0)
                {
                    return -1;
                }

                at += found;
                if (html[at] == '>')
                {
                    return at;
                }

                var close = html[at - 1] == '=' ? html[(at + 1)..].IndexOf(html[at]) : -1;
                at += close + 1;
            }

            return -1;
        }

        private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> text)
        {
            var length = 0;
            while (length < text.Length && char.IsAsciiLetterOrDigit((char)text[length]))
            {
                length++;
            }

            return length > 0 && char.IsAsciiLetter((char)text[0]) ? text[..length] : [];
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
    }
}
