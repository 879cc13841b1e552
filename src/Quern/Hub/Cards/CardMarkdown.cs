using System.Text;
using System.Text.RegularExpressions;

namespace Quern.Hub.Cards;

/// <summary>
/// Text from elsewhere as it can stand in a card: shown as it is, and never taken for Markdown or HTML. Line breaks and
/// other characters that act instead of being seen become spaces.
/// </summary>
internal static partial class CardMarkdown
{
    private const string Signs = "\\`*_[]<>#|~&$";

    private const int LongestText = 400;

    /// <summary>A name as code.</summary>
    public static string Code(string text) => OneLine(text) is { Length: > 0 } line ? $"`{line.Replace("`", "'", StringComparison.Ordinal)}`" : "` `";

    /// <summary>A piece of Markdown as a cell of a table, which a bare bar would end, in code too.</summary>
    public static string Cell(string markdown) => Bar().Replace(markdown, "\\|");

    /// <summary>Words of a sentence or of a table.</summary>
    public static string Words(string text)
    {
        var words = new StringBuilder();
        foreach (var c in OneLine(text))
        {
            // These begin a list or a heading, where they begin a line.
            var begins = words.Length == 0 && c is ('-' or '+' or '=');
            _ = begins || Signs.Contains(c, StringComparison.Ordinal) ? words.Append('\\').Append(c) : words.Append(c);
        }

        return words.ToString();
    }

    /// <summary>Several lines as a block of code, behind a fence that none of them can close.</summary>
    public static string Block(string language, string text)
    {
        var longest = 2;
        var run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return $"{fence}{language}\n{text.TrimEnd('\n')}\n{fence}\n";
    }

    // A long text is cut, so that no name can bury what the card says.
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            line.Append(RepoName.IsUnprintable(c) ? ' ' : c);
        }

        var shown = line.ToString().Trim();
        return shown.Length <= LongestText ? shown : string.Concat(shown.AsSpan(0, LongestText), "…");
    }

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Bar();
}
