using System.Text.Json;
using Quern.Cli.Tests.Docs;
using Quern.Tests.House;

namespace Quern.Cli.Tests;

/// <summary>The datasets that are known by name, as people and programs see them, and lists of a user's own.</summary>
public sealed class SourcesTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void The_table_is_as_approved()
        => ApprovedText.Check("tests/Quern.Cli.Tests/Sources.approved.txt", Sound("sources", "--group", "qa"));

    [Fact]
    public void What_is_said_of_one_is_as_approved()
        => ApprovedText.Check("tests/Quern.Cli.Tests/SourcesShow.approved.txt", Sound("sources", "show", "anthropic-hh") + Sound("sources", "show", "allenai/sciq"));

    [Fact]
    public void Without_a_group_all_are_listed_a_line_each()
    {
        var lines = Sound("sources").Split('\n');
        foreach (var name in new[] { "alpaca", "anthropic-hh", "wizardlm", "oasst", "wildchat", "lmsys-chat", "xlam", "hermes-fc", "sciq", "squad" })
        {
            lines.Count(l => l.StartsWith(name + " ", StringComparison.Ordinal)).ShouldBe(1, name);
        }

        Sound("sources", "--group", "all").ShouldBe(string.Join('\n', lines));
    }

    [Fact]
    public void Json_is_one_object_for_the_list_and_one_for_a_dataset()
    {
        using var list = JsonDocument.Parse(Sound("sources", "--group", "adversarial", "--json"));
        list.RootElement.GetProperty("group").GetString().ShouldBe("adversarial");
        var llmail = list.RootElement.GetProperty("datasets").EnumerateArray().Single(static d => d.GetProperty("name").GetString() == "llmail-labelled");
        using var one = JsonDocument.Parse(Sound("sources", "show", "llmail-labelled", "--json"));
        JsonElement.DeepEquals(llmail, one.RootElement).ShouldBeTrue();
        llmail.GetProperty("label_field").GetString().ShouldBe("attack_attempt");
        llmail.GetProperty("labels").GetProperty("True").GetString().ShouldBe("attack");
        llmail.GetProperty("splits")[1].GetProperty("rows").GetInt64().ShouldBe(37_303);
        llmail.GetProperty("splits")[1].GetProperty("rows_are").GetString().ShouldBe("exact");
        llmail.GetProperty("splits")[1].GetProperty("files")[0].GetString().ShouldBe("data/labelled_unique_submissions_phase2.json");
        llmail.GetProperty("files")[0].GetString().ShouldBe("data/labelled_unique_submissions_phase1.json");
    }

    [Fact]
    public void A_list_of_ones_own_stands_first_and_replaces_what_has_its_name()
    {
        _quern.Write("my list.yaml", "- { name: mill, hub: village/grain, splits: { train: about 5 } }\n- { name: alpaca, hub: village/alpaca }\n");
        var lines = Sound("sources", "--datasets", "my list.yaml").Split('\n');
        lines[1].ShouldMatch("^mill +village/grain +train +~5 ");
        lines[2].ShouldMatch("^alpaca +village/alpaca ");
        lines.Count(static l => l.StartsWith("alpaca ", StringComparison.Ordinal)).ShouldBe(1);
        var mill = Sound("sources", "show", "mill", "--datasets", "my list.yaml");
        mill.ShouldContain("quern pull mill --datasets 'my list.yaml'");
        mill.ShouldContain("unverified");
        Sound("sources", "show", "squad", "--datasets", "my list.yaml").ShouldContain("quern pull squad\n");
    }

    [Fact]
    public void The_list_and_the_command_on_the_page_about_datasets_work()
    {
        var page = Repository.Read("docs/datasets.md");
        _quern.Write("datasets.yaml", Repository.Blocks(page, "yaml").ShouldHaveSingleItem());
        var command = Repository.Blocks(page, "sh").ShouldHaveSingleItem().Trim();
        command.ShouldStartWith("quern ");
        var shown = Sound([.. command.Split(' ').Skip(1)]);
        shown.ShouldStartWith("support-mail: my-org/support\n");
        shown.ShouldContain("urgent: 0 = can wait, 1 = urgent");
    }

    [Fact]
    public void A_list_cannot_send_control_characters_to_the_terminal()
    {
        _quern.Write("evil.yaml", "- name: mill\n  hub: village/grain\n  config: \"a\\e[2Jb\"\n  licence: \"\\x9b31m\"\n  note: \"x\\e]0;y\\a\"\n  files: \"\\e[1m\"\n");
        foreach (var output in new[] { Sound("sources", "--datasets", "evil.yaml"), Sound("sources", "show", "mill", "--datasets", "evil.yaml"), Sound("sources", "--json", "--datasets", "evil.yaml") })
        {
            output.ShouldNotContain('\u001b');
            output.ShouldNotContain('\u009b');
        }
    }

    [Theory]
    [InlineData("There is no dataset and no group 'alpca'. Did you mean 'alpaca'?", "show", "alpca")]
    [InlineData("somebody/else is not listed.", "show", "somebody/else")]
    [InlineData("'../x' is no id of a dataset", "show", "../x")]
    [InlineData("There is no dataset and no group ''.", "show", "")]
    [InlineData("No dataset was named. Name one, such as quern sources show alpaca.", "show")]
    [InlineData("Found 'shwo'. Did you mean 'show'?", "shwo", "alpaca")]
    [InlineData("Found 'alpaca'.", "alpaca")]
    [InlineData("sources takes no further argument; found 'squad'.", "show", "alpaca", "squad")]
    [InlineData("--group chooses from the list; leave it out to show one dataset.", "show", "alpaca", "--group", "qa")]
    [InlineData("There is no group 'jeppa'. Did you mean 'jepa'? Known: all, instruct, jepa, adversarial, qa.", "--group", "jeppa")]
    [InlineData("There is no option --grup for sources. Did you mean '--group'?", "--grup", "qa")]
    [InlineData("The list of datasets missing.yaml cannot be read", "--datasets", "missing.yaml")]
    public void Wrong_usage_is_2_with_advice(string expected, params string[] arguments)
    {
        var outcome = _quern.Run(["sources", .. arguments]);
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain(expected);
        Directory.GetFileSystemEntries(_quern.Folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_broken_list_is_2_with_each_faults_place()
    {
        _quern.Write("broken.yaml", """
            - name: mill
              hubb: village/grain
            - name: Sieve
              hub: village
              splits: { train: lots }
            - name: wheel
            """);
        var outcome = _quern.Run("sources", "--datasets", "broken.yaml");
        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        foreach (var fault in (string[])
        [
            "broken.yaml:1:3: The dataset 'mill' names no dataset of the Hub; write 'hub: org/name'.",
            "broken.yaml:2:3: A dataset has no key 'hubb'. Did you mean 'hub'?",
            "broken.yaml:3:9: The name 'Sieve' cannot be used",
            "broken.yaml:4:8: 'village' is no id of a dataset",
            "broken.yaml:5:20: The rows of the split 'train' are a number",
            "broken.yaml:6:3: The dataset 'wheel' names no dataset of the Hub",
        ])
        {
            outcome.Errors.ShouldContain(fault);
        }
    }

    [Fact]
    public void A_shell_is_told_the_names()
        => _quern.Run("[suggest:19]", "sources show hermes").Output.ShouldContain("hermes-fc\n");

    private string Sound(params string[] arguments)
    {
        var outcome = _quern.Run(arguments);
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldBeEmpty();
        return outcome.Output;
    }
}
