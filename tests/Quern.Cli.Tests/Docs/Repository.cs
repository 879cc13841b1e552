using System.Text.RegularExpressions;

namespace Quern.Cli.Tests.Docs;

/// <summary>The files of the repository, found from where the tests were built.</summary>
internal static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The text of a file, named from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>What stands between two marks of a page.</summary>
    public static string Between(string text, string begin, string end)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, begin);
        to.ShouldBeGreaterThan(from, end);
        return text[(from + begin.Length)..to];
    }

    /// <summary>Every block of a language in a page, in order.</summary>
    public static List<string> Blocks(string page, string language)
        => [.. Regex.Matches(page, $"^```{language}\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline).Select(static b => b.Groups[1].Value)];

    private static string FindRoot(string folder)
        => File.Exists(Path.Combine(folder, "Quern.slnx"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must be built below the repository's root."));
}
