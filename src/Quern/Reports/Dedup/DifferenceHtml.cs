using System.Globalization;
using System.Text;

namespace Quern.Reports.Dedup;

/// <summary>Writes one side of a difference: words that only this text has are marked, long stretches that both have are shortened.</summary>
internal static class DifferenceHtml
{
    private const int Beside = 8;
    private const int OfEqualTexts = 40;
    private const int MostCharacters = 6000;
    private const int LongestName = 500;

    /// <summary>One side.</summary>
    /// <param name="stretches">The difference.</param>
    /// <param name="side">Whose words are shown beside those of both.</param>
    public static string Of(IReadOnlyList<WordStretch> stretches, WordFate side)
    {
        var html = new StringBuilder();
        var left = MostCharacters;
        for (var i = 0; i < stretches.Count; i++)
        {
            var words = side == WordFate.First ? stretches[i].First : stretches[i].Second;
            if (words.Count > 0 && left <= 0)
            {
                return html.Append("<i>(and more)</i>").ToString();
            }

            left -= stretches[i].Fate == WordFate.Same
                ? AddSame(words, isFirst: i == 0, isLast: i == stretches.Count - 1, html)
                : AddMarked(words, left, html);
        }

        return html.ToString();
    }

    /// <summary>Text that says what it is wherever it stands in the page.</summary>
    public static string Escape(string text) => HtmlText.Escape(text);

    /// <summary>A name, which may be of any length where it comes from a row.</summary>
    public static string Name(string name) => Escape(name.Length > LongestName ? name[..LongestName] + "…" : name);

    private static int AddSame(IReadOnlyList<string> words, bool isFirst, bool isLast, StringBuilder html)
    {
        var before = isFirst ? isLast ? OfEqualTexts : 0 : Beside;
        var behind = isLast ? 0 : Beside;
        if (words.Count <= before + behind + Beside)
        {
            return AddPlain(words, html);
        }

        var shown = AddPlain(words.Take(before), html);
        AddGap(words.Count - before - behind, html);
        return shown + AddPlain(words.TakeLast(behind), html);
    }

    private static int AddPlain(IEnumerable<string> words, StringBuilder html)
    {
        var text = string.Concat(words);
        html.Append(Escape(text));
        return text.Length;
    }

    private static int AddMarked(IReadOnlyList<string> words, int most, StringBuilder html)
    {
        var (count, length) = (0, 0);
        while (count < words.Count && length < most)
        {
            length += words[count++].Length;
        }

        if (count == 0)
        {
            return 0;
        }

        var text = string.Concat(words.Take(count));
        var marked = text.TrimEnd();
        html.Append("<mark>").Append(Escape(marked)).Append("</mark>").Append(Escape(text[marked.Length..]));
        AddGap(words.Count - count, html);
        return length;
    }

    private static void AddGap(int words, StringBuilder html)
    {
        if (words > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<i>… {words:N0} {(words == 1 ? "word" : "words")} …</i> ");
        }
    }
}
