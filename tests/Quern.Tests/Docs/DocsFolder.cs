using System.Text.RegularExpressions;

namespace Quern.Tests.Docs;

/// <summary>The pages in <c>docs/</c>, found from where the tests were built, and the blocks in them.</summary>
internal static partial class DocsFolder
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The text of a file, named from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Every block of a language in a page, in order.</summary>
    public static List<string> Blocks(string page, string language)
        => [.. Block().Matches(page).Where(b => b.Groups["language"].Value == language).Select(static b => b.Groups["text"].Value)];

    private static string FindRoot(string folder)
        => File.Exists(Path.Combine(folder, "Quern.slnx"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must be built below the repository's root."));

    [GeneratedRegex("^```(?<language>\\w+)\n(?<text>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
