using System.Text;

namespace Quern.Reports;

/// <summary>Makes text of unknown origin fit for a page. Rows are hostile until shown otherwise: they come from anywhere.</summary>
internal static class HtmlText
{
    /// <summary>Text that says what it is wherever it stands in a page, as HTML.</summary>
    public static string Escape(string text)
    {
        var html = new StringBuilder(text.Length);
        foreach (var rune in Readable(text).EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '&' => html.Append("&amp;"),
                '"' => html.Append("&quot;"),
                _ => html.Append(rune.ToString()),
            };
        }

        return html.ToString();
    }

    /// <summary>
    /// The text without what neither XML nor people can read, still to be escaped. Each such character becomes U+FFFD:
    /// control characters, halves of pairs, and marks of direction, which would turn what stands behind them around.
    /// </summary>
    public static string Readable(string text)
    {
        var readable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\r' => readable,
                < ' ' and not '\n' and not '\t' or >= 0x7F and < 0xA0 or 0xFFFE or 0xFFFF => readable.Append('\uFFFD'),
                0x061C or >= 0x200E and <= 0x200F or >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 => readable.Append('\uFFFD'),
                _ => readable.Append(rune.ToString()),
            };
        }

        return readable.ToString();
    }
}
