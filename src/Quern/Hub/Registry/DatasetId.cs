using System.Text.RegularExpressions;

namespace Quern.Hub.Registry;

/// <summary>How names look: a dataset's id on the Hub, and what users call it.</summary>
internal static partial class DatasetId
{
    /// <summary>Whether a text can be an id, <c>org/name</c>.</summary>
    public static bool IsId(string text) => Id().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal);

    /// <summary>Whether a text can be the name of an entry: lower-case words and digits with hyphens between them.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
