using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Quern.Formats;

/// <summary>
/// A pattern for file names: <c>*</c> and <c>?</c> within a name, <c>**</c> over folders, <c>[a-f]</c> for one letter,
/// <c>{train,test}</c> for a choice. Hidden files and folders match only where the pattern itself begins with a dot.
/// </summary>
internal sealed class FilePattern
{
    private static readonly System.Buffers.SearchValues<char> Wildcards = System.Buffers.SearchValues.Create("*?[{");

    private const string Nothing = @"[^\s\S]";

    private readonly Regex _below;

    private FilePattern(string folder, string prefix, string below)
    {
        Folder = folder;
        Prefix = prefix;
        IsDeep = below.Contains('/', StringComparison.Ordinal) || below.Contains("**", StringComparison.Ordinal);
        TakesAnyExtension = below.EndsWith('*');
        _below = new Regex(Translate(below), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>The part before the first wildcard, with its slash; empty for the current folder.</summary>
    public string Folder { get; }

    /// <summary>Everything before the first wildcard; what matches begins with it.</summary>
    public string Prefix { get; }

    /// <summary>Whether files in folders below may match.</summary>
    public bool IsDeep { get; }

    /// <summary>Whether the pattern leaves open what kind of file is meant.</summary>
    public bool TakesAnyExtension { get; }

    /// <summary>Whether a text has a wildcard.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny(Wildcards);

    /// <summary>Reads a pattern; null when the text has no wildcard.</summary>
    public static FilePattern? TryParse(string text)
    {
        var wildcard = text.AsSpan().IndexOfAny(Wildcards);
        if (wildcard < 0)
        {
            return null;
        }

        var folder = text[..(text.LastIndexOf('/', wildcard) + 1)];
        return new FilePattern(folder, text[..wildcard], text[folder.Length..]);
    }

    /// <summary>A pattern that matches one path alone.</summary>
    public static string Escape(string path)
    {
        var text = new StringBuilder();
        foreach (var c in path)
        {
            _ = Wildcards.Contains(c) ? text.Append('[').Append(c).Append(']') : text.Append(c);
        }

        return text.ToString();
    }

    /// <summary>Whether a path below <see cref="Folder"/> matches.</summary>
    public bool Matches(string pathBelow) => _below.IsMatch(pathBelow);

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder("^");
        var choices = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            var atName = at == 0 || pattern[at - 1] == '/';
            switch (pattern[at])
            {
                case '*' when atName && pattern.AsSpan(at).StartsWith("**/"):
                    regex.Append("(?:[^./][^/]*/)*");
                    at += 2;
                    break;
                case '*' when pattern.AsSpan(at).StartsWith("**"):
                    regex.Append(atName ? "(?:[^./][^/]*/)*[^./][^/]*" : "[^/]*(?:/[^./][^/]*)*");
                    at++;
                    break;
                case '*':
                    regex.Append(atName ? "(?:[^./][^/]*)?" : "[^/]*");
                    break;
                case '?':
                    regex.Append(atName ? "[^./]" : "[^/]");
                    break;
                case '[' when EndOfLetters(pattern, at) is > 0 and var end:
                    regex.Append(Letters(pattern[(at + 1)..end]));
                    at = end;
                    break;
                case '{' when pattern.IndexOf('}', at) > 0:
                    choices++;
                    regex.Append("(?:");
                    break;
                case ',' when choices > 0:
                    regex.Append('|');
                    break;
                case '}' when choices > 0:
                    choices--;
                    regex.Append(')');
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[at].ToString()));
                    break;
            }
        }

        return regex.Append(')', choices).Append(choices > 0 ? Nothing : "").Append('$').ToString();
    }

    // A bracket right behind the opening one is one of the letters.
    private static int EndOfLetters(string pattern, int at) => at + 2 < pattern.Length ? pattern.IndexOf(']', at + 2) : -1;

    private static string Letters(string inside)
    {
        var isNot = inside[0] is '!' or '^';
        var letters = new StringBuilder();
        for (var at = isNot ? 1 : 0; at < inside.Length; at++)
        {
            var isRange = at + 2 < inside.Length && inside[at + 1] == '-';
            var last = isRange ? inside[at + 2] : inside[at];
            if (inside[at] <= last)
            {
                letters.Append(CultureInfo.InvariantCulture, $"\\u{(int)inside[at]:x4}-\\u{(int)last:x4}");
            }

            at += isRange ? 2 : 0;
        }

        // A range that ends before it begins holds nothing.
        return isNot ? $"[^/{letters}]" : letters.Length > 0 ? $"[{letters}]" : Nothing;
    }
}
