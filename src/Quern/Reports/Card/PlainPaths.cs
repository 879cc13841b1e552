using System.Text.RegularExpressions;

namespace Quern.Reports.Card;

/// <summary>
/// Paths as a card for everybody may show them: below the folder that it is about as they are, and of all others the last
/// name alone. Where a user's folders lie, and what they are called, is nobody's business.
/// </summary>
/// <param name="root">The folder that the card is about.</param>
internal sealed partial class PlainPaths(string root)
{
    private readonly string _prefix = root.EndsWith('/') ? root : root + "/";

    /// <summary>The name of a source, which may be a path.</summary>
    public string Name(string name) => Path.IsPathRooted(name) ? Shorten(name) : name;

    /// <summary>A text in which paths may stand.</summary>
    public string Text(string text) => Bare().Replace(text, m => Shorten(m.Value));

    /// <summary>
    /// A resolved recipe, whose paths stand in quotes. In a step such a text may also be a pattern; there it is a path when
    /// there is something under it.
    /// </summary>
    public string Recipe(string recipe)
        => string.Join('\n', recipe.Split('\n').Select(line => Quoted().Replace(line, m => IsPath(line, m.Groups["path"].Value) ? $"\"{Shorten(m.Groups["path"].Value)}\"" : m.Value)));

    private static bool IsPath(string line, string text) => !Step().IsMatch(line) || Path.Exists(text);

    private string Shorten(string path)
        => _prefix != "/" && path.StartsWith(_prefix, StringComparison.Ordinal) ? path[_prefix.Length..] : "…/" + path.TrimEnd('/')[(path.TrimEnd('/').LastIndexOf('/') + 1)..];

    [GeneratedRegex("\"(?<path>/[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^  - [\w-]+: \{", RegexOptions.CultureInvariant)]
    private static partial Regex Step();

    // Not what follows a scheme, as in https://host/path, nor a fraction such as 1/2.
    [GeneratedRegex("(?<![\\w/:.…\"])/[^\\s/\"'<>|,;()]+(/[^\\s/\"'<>|,;()]+)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();
}
