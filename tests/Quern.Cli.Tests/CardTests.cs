using System.Text.Json.Nodes;

namespace Quern.Cli.Tests;

/// <summary>The card of what is about to be published, from the real program.</summary>
public sealed class CardTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void The_card_of_a_run_says_what_its_ledger_says()
    {
        _quern.Run("demo").Exit.ShouldBe(0);
        var card = _quern.Run("card", "runs/demo");
        card.Exit.ShouldBe(0, card.Errors);
        card.Output.ShouldStartWith("---\n");
        card.Output.ShouldContain("336 read = 304 kept + 28 dropped + 4 quarantined.");
        card.Output.ShouldNotContain(_quern.Folder);
        card.Errors.ShouldContain("nobody knows the licence of chat");
        card.Errors.ShouldContain("names no licence");
    }

    [Fact]
    public void Verbs_leave_enough_for_a_card()
    {
        _quern.Write("rows.jsonl", "{\"text\":\"the stone turns\"}\n{\"text\":\"the stone turns\"}\n{\"text\":\"the water falls\"}\n");
        _quern.Run("dedup", "rows.jsonl", "-o", "out/unique.jsonl").Exit.ShouldBe(0);
        var card = _quern.Run("card", "out", "--license", "cc-by-4.0", "--title", "Unique rows", "-o", "out/README.md");
        card.Exit.ShouldBe(0, card.Errors);
        card.Output.ShouldBeEmpty();
        var text = _quern.Read("out/README.md");
        text.ShouldContain("license: cc-by-4.0\npretty_name: \"Unique rows\"\n");
        text.ShouldContain("Of 3 rows compared, 1 was removed (1 duplicate)");
        text.ShouldContain("# Unique rows\n\n2 rows in 1 file (JSONL).");
        _quern.Run("card", "out").Output.ShouldContain("| `unique.jsonl` | train | JSONL | 2 |");
    }

    [Fact]
    public void A_card_that_exists_is_replaced_only_when_asked_and_rows_never()
    {
        _quern.Write("rows.jsonl", "{\"a\":1}\n");
        _quern.Write("README.md", "mine");
        var refused = _quern.Run("card", "rows.jsonl", "-o", "README.md");
        refused.Exit.ShouldBe(2);
        refused.Errors.ShouldContain("README.md exists already. Use --force");
        _quern.Read("README.md").ShouldBe("mine");
        _quern.Run("card", "rows.jsonl", "-o", "README.md", "--force").Exit.ShouldBe(0);
        _quern.Read("README.md").ShouldStartWith("---\n");
        var own = _quern.Run("card", "rows.jsonl", "-o", "rows.jsonl", "--force");
        own.Exit.ShouldBe(2);
        own.Errors.ShouldContain("rows.jsonl is a file of the rows");
        _quern.Read("rows.jsonl").ShouldBe("{\"a\":1}\n");
    }

    [Fact]
    public void Json_is_one_object_with_the_card_in_it()
    {
        _quern.Write("train.jsonl", "{\"a\":1}\n{\"a\":2}\n");
        var outcome = _quern.Run("card", "train.jsonl", "--license", "mit", "--json");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        var json = JsonNode.Parse(outcome.Output)!;
        ((long)json["rows"]!).ShouldBe(2);
        ((string)json["license"]![0]!).ShouldBe("mit");
        ((string)json["files"]![0]!["split"]!).ShouldBe("train");
        ((string)json["files"]![0]!["sha256"]!).Length.ShouldBe(64);
        ((string)json["card"]!).ShouldBe(_quern.Run("card", "train.jsonl", "--license", "mit").Output);
    }

    [Fact]
    public void A_licence_that_is_too_lax_ends_with_exit_code_2()
    {
        _quern.Write("rows.jsonl", "{\"a\":1}\n");
        _quern.Write("rows.stats.json", """{"steps":[{"label":"read","sources":{"x":{"in":1,"out":1}}}],"origins":{"x":{"hub":"me/x","revision":"1","licence":"cc-by-nc-4.0"}}}""");
        var outcome = _quern.Run("card", "rows.jsonl", "--license", "mit");
        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain("--license mit asks for less than cc-by-nc-4.0, under which x stands: no commercial use");
        var confirmed = _quern.Run("card", "rows.jsonl", "--license", "mit", "--license-ok");
        confirmed.Exit.ShouldBe(0, confirmed.Errors);
        confirmed.Output.ShouldContain("Whoever published it confirmed that they may");
    }

    [Theory]
    [InlineData("card", "No path was named")]
    [InlineData("card nowhere", "nowhere was not found")]
    [InlineData("card .", "holds no file of rows; looked for .parquet")]
    [InlineData("card . --license-ok", "--license-ok is about the licence")]
    [InlineData("card . --license ,", "--license names no licence")]
    public void Wrong_usage_says_what_is_wrong(string line, string said)
    {
        var outcome = _quern.Run(line.Split(' '));
        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain(said);
    }

    [Fact]
    public void Rows_that_are_not_valid_end_in_exit_code_3()
    {
        _quern.Write("rows.jsonl", "{\"a\":1}\n{\n");
        var outcome = _quern.Run("card", "rows.jsonl");
        outcome.Exit.ShouldBe(3);
        outcome.Output.ShouldContain("1 row of the files is not valid");
        outcome.Errors.ShouldContain("1 row is invalid");
    }
}
