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
    public string Text(string text)
    {
        var quoted = Quoted().Replace(text, m => $"\"{Shorten(m.Groups["path"].Value)}\"");
        return Bare().Replace(quoted, m => Shorten(m.Value));
    }

    private string Shorten(string path)
        => _prefix != "/" && path.StartsWith(_prefix, StringComparison.Ordinal) ? path[_prefix.Length..] : "…/" + path.TrimEnd('/')[(path.TrimEnd('/').LastIndexOf('/') + 1)..];

    [GeneratedRegex("\"(?<path>/[^\"\\n]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    // Not what follows a scheme, as in https://host/path, nor a fraction such as 1/2.
    [GeneratedRegex("(?<![\\w/:.…\"])/[^\\s/\"'<>|,;()]+(/[^\\s/\"'<>|,;()]+)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();
}
