using System.CommandLine;

namespace Quern.Cli.Tests.Docs;

/// <summary>Each verb has a page, and the page holds the help that the program prints.</summary>
public sealed class VerbPageTests
{
    public static TheoryData<string> Verbs { get; } = [.. VerbTable.Verbs.Select(static v => v.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_verbs_page_holds_its_help(string name)
    {
        using var session = new Session();
        var verb = VerbTable.Verbs.Single(v => v.Name == name);
        using var help = new StringWriter { NewLine = "\n" };
        HelpPage.PrintVerb(verb.Build(session), verb, help);
        var page = Repository.Read($"docs/verbs/{name}.md");
        page.ShouldStartWith($"# quern {name}\n");
        Repository.Between(page, "<!-- help -->\n", "<!-- /help -->").ShouldBe($"```text\n{help}```\n");
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void The_readme_links_the_page(string name) => Repository.Read("README.md").ShouldContain($"(docs/verbs/{name}.md)");
}
