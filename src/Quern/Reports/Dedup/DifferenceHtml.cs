using System.Globalization;
using System.Text;

namespace Quern.Reports.Dedup;

/// <summary>Writes one side of a difference: words that only this text has are marked, long stretches that both have are shortened.</summary>
internal static class DifferenceHtml
{
    private const int Beside = 8;
    private const int MostWords = 600;

    /// <summary>The words of a text.</summary>
    public static IReadOnlyList<string> WordsOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>One side.</summary>
    /// <param name="stretches">The difference.</param>
    /// <param name="side">Whose words are shown beside those of both.</param>
    public static string Of(IReadOnlyList<WordStretch> stretches, WordFate side)
    {
        var html = new StringBuilder();
        var left = MostWords;
        for (var i = 0; i < stretches.Count && left > 0; i++)
        {
            var (fate, words) = stretches[i];
            if (fate == WordFate.Same)
            {
                left -= Same(words, isFirst: i == 0, isLast: i == stretches.Count - 1, html);
            }
            else if (fate == side)
            {
                var shown = words.Take(left).ToList();
                html.Append("<mark>").Append(Joined(shown)).Append("</mark> ");
                left -= shown.Count;
                AddGap(words.Count - shown.Count, html);
            }
        }

        return html.Append(left <= 0 ? "<i>(and more)</i>" : "").ToString().TrimEnd();
    }

    /// <summary>Text that says what it is wherever it stands in the page.</summary>
    public static string Escape(string text)
    {
        var html = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '&' => html.Append("&amp;"),
                '"' => html.Append("&quot;"),
                // Neither XML nor people can read these; marks of direction would turn what stands behind them around.
                < ' ' and not '\n' and not '\t' or >= 0x7F and < 0xA0 or 0xFFFE or 0xFFFF => html.Append('\uFFFD'),
                >= 0x200E and <= 0x200F or >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 => html.Append('\uFFFD'),
                _ => html.Append(rune.ToString()),
            };
        }

        return html.ToString();
    }

    private static int Same(IReadOnlyList<string> words, bool isFirst, bool isLast, StringBuilder html)
    {
        var before = isFirst ? 0 : Beside;
        var behind = isLast ? 0 : Beside;
        if (words.Count <= before + behind + Beside)
        {
            html.Append(Joined(words)).Append(' ');
            return words.Count;
        }

        html.Append(Joined(words.Take(before))).Append(' ');
        AddGap(words.Count - before - behind, html);
        html.Append(Joined(words.TakeLast(behind))).Append(' ');
        return before + behind;
    }

    private static void AddGap(int words, StringBuilder html)
    {
        if (words > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<i>… {words:N0} words …</i> ");
        }
    }

    private static string Joined(IEnumerable<string> words) => Escape(string.Join(' ', words.Select(static w => w.Length > 200 ? w[..200] + "…" : w)));
}
