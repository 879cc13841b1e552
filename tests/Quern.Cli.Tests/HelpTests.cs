using Quern.Tests.House;

namespace Quern.Cli.Tests;

/// <summary>The help as people see it. Each verb's own page holds its help; here it must come from the real program, and end well.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Verbs { get; } = [.. VerbTable.Verbs.Select(static v => v.Name)];

    [Fact]
    public void The_overview_is_as_approved()
    {
        using var quern = new QuernProgram();
        var outcome = quern.Run("--help");
        outcome.Exit.ShouldBe(0);
        outcome.Errors.ShouldBeEmpty();
        ApprovedText.Check("tests/Quern.Cli.Tests/Help.approved.txt", outcome.Output);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_shows_its_help_and_does_nothing_else(string verb)
    {
        using var quern = new QuernProgram();
        var outcome = quern.Run(verb, "--help");
        outcome.Exit.ShouldBe(0);
        outcome.Errors.ShouldBeEmpty();
        outcome.Output.ShouldContain($"Usage: quern {verb}");
        Directory.GetFileSystemEntries(quern.Folder).ShouldBeEmpty();
    }
}
