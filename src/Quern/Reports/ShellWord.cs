using System.Text.RegularExpressions;

namespace Quern.Reports;

/// <summary>Makes a text one word of a shell, so that a command which is shown can be typed as it stands.</summary>
internal static partial class ShellWord
{
    /// <summary>The text, in quotes where a shell would take it apart.</summary>
    public static string Of(string text) => Plain().IsMatch(text) ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./:@%+=,-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
