using System.Globalization;
using System.Text;

namespace Quern.Cli.Screen;

/// <summary>
/// Makes text from files safe to show: control characters of a row must not move the cursor or change the title of the
/// user's terminal.
/// </summary>
internal static class Printable
{
    /// <summary>One line of at most so many characters; what is left out is said.</summary>
    public static string Line(string text, int limit)
    {
        var safe = Escape(text, keepBreaks: false);
        if (safe.Length <= limit)
        {
            return safe;
        }

        var note = string.Create(CultureInfo.InvariantCulture, $"… ({text.Length:N0} characters)");
        var end = Math.Max(limit - note.Length, 1);
        end -= char.IsHighSurrogate(safe[end - 1]) ? 1 : 0;
        return safe[..end] + note;
    }

    /// <summary>Several lines, whose breaks stay.</summary>
    public static string Lines(string text) => Escape(text, keepBreaks: true);

    private static string Escape(string text, bool keepBreaks)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsControl(c) || (keepBreaks && c is '\n' or '\r'))
            {
                safe.Append(c);
            }
            else
            {
                safe.Append(c switch
                {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                });
            }
        }

        return safe.ToString();
    }

    // Format characters include those that turn the direction of text around.
    private static bool IsControl(char c)
        => char.IsControl(c) || (char.GetUnicodeCategory(c) == UnicodeCategory.Format && c is not ('\u200d' or '\u200c')) || c is '\u2028' or '\u2029';
}
