using System.Buffers;
using System.Globalization;

namespace Quern.Hub;

/// <summary>
/// What names on the Hub may look like. They become names of files here, so what a server sends is looked at before it is
/// used: nothing may lead out of the cache.
/// </summary>
internal static class RepoName
{
    /// <summary>The branch that is read, and written, where nobody names another.</summary>
    public const string Main = "main";

    private const int LongestId = 200;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> InIds = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly SearchValues<char> NotInPaths = SearchValues.Create("\\\0");

    /// <summary>Whether a text is a dataset's name, with its owner or, for a few old ones, without.</summary>
    public static bool IsId(string text)
    {
        var parts = text.Split('/');
        return text.Length <= LongestId && parts.Length is 1 or 2
            && parts.All(static p => p.Length > 0 && !p.AsSpan().ContainsAnyExcept(InIds) && p[0] is not ('.' or '-') && p[^1] is not ('.' or '-') && !p.Contains("--", StringComparison.Ordinal) && !p.Contains("..", StringComparison.Ordinal));
    }

    /// <summary>Whether a text is a dataset's name with its owner.</summary>
    public static bool IsOwned(string text) => text.Contains('/', StringComparison.Ordinal) && IsId(text);

    /// <summary>Whether a text is a commit.</summary>
    public static bool IsCommit(string text) => text.Length == 40 && !text.AsSpan().ContainsAnyExcept(Hex);

    /// <summary>Whether a text names a file's content: git's blob id, or a SHA-256.</summary>
    public static bool IsEtag(string text) => text.Length is 40 or 64 && !text.AsSpan().ContainsAnyExcept(Hex);

    /// <summary>Whether a path stays inside of its repository.</summary>
    public static bool IsSafePath(string path)
        => path.Length is > 0 and < 4096 && path is not [_, ':', ..] && path.AsSpan().IndexOfAny(NotInPaths) < 0 && !path.Any(IsUnprintable)
            && path.Split('/').All(static p => p is not ("" or "." or ".."));

    /// <summary>Whether a text can be a revision: a branch, a tag, a commit, or <c>refs/…</c>.</summary>
    public static bool IsRevision(string text)
        => IsSafePath(text) && !text.Contains(' ', StringComparison.Ordinal) && !text.StartsWith('-');

    /// <summary>Whether a letter would act on a terminal, or be unseen, rather than be shown.</summary>
    public static bool IsUnprintable(char letter)
        => char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
