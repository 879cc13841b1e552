using System.Text.Json;

namespace Quern.Cli.Tests;

/// <summary>What a user types to look at rows as plans: transform, shapes, plan-show.</summary>
public sealed class PlanVerbsTests : IDisposable
{
    private const string Call = """{"query":"Weather in Oslo?","tools":"[{\"name\":\"weather.now\"}]","answers":"[{\"name\":\"weather.now\",\"arguments\":{\"city\":\"Oslo\"}}]"}""";
    private const string Talk = """{"messages":[{"role":"user","content":"Delete all drafts."},{"role":"assistant","content":"Done."}]}""";
    private const string Page = """{"title":"Ferry","text":"A ferry carries people."}""";

    private readonly QuernProgram _quern = new();

    [Fact]
    public void Rows_become_plans_and_those_that_ask_for_nothing_are_set_aside_with_the_reason()
    {
        _quern.Write("rows.jsonl", $"{Call}\n{Page}\n{Talk}\n");
        var outcome = _quern.Run("transform", "rows.jsonl", "--to", "plan", "-o", "plans.jsonl");
        outcome.Exit.ShouldBe(3);
        outcome.Errors.ShouldContain("2 of 3 rows written to plans.jsonl");
        outcome.Errors.ShouldContain("1 no-request");
        using var second = JsonDocument.Parse(_quern.Lines("plans.jsonl")[1]);
        var node = second.RootElement.GetProperty("execution_plan").GetProperty("nodes")[0];
        node.GetProperty("tool_name").GetString().ShouldBe("delete");
        node.GetProperty("scope_volume").GetInt64().ShouldBe(10_000);
        _quern.Read("plans.rejects.jsonl").ShouldContain("\"reason\":\"no-request\"");
    }

    [Fact]
    public void The_first_rows_are_explained_where_the_rows_do_not_go()
    {
        _quern.Write("rows.jsonl", $"{Call}\n{Page}\n{Talk}\n");
        var outcome = _quern.Run("transform", "rows.jsonl", "--to", "plan", "--tolerance", "50%", "--explain", "2");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        outcome.Errors.ShouldContain("-- rows.jsonl:1");
        outcome.Errors.ShouldContain("n0  weather.now   content tier 1");
        outcome.Errors.ShouldContain("no plan (no-request)");
        outcome.Errors.ShouldNotContain("-- rows.jsonl:3");
    }

    [Theory]
    [InlineData("The option '--to' is missing", "transform", "rows.jsonl")]
    [InlineData("plan", "transform", "rows.jsonl", "--to", "chat")]
    [InlineData("expects one of auto, role-content", "transform", "rows.jsonl", "--to", "plan", "--shape", "rolecontent")]
    [InlineData("standard input can be read once", "transform", "-", "--to", "plan", "--explain", "1")]
    [InlineData("--explain cannot be -1", "transform", "rows.jsonl", "--to", "plan", "--explain", "-1")]
    [InlineData("-n cannot be -1", "shapes", "rows.jsonl", "-n", "-1")]
    [InlineData("'0' is no number of a row of rows.jsonl; lines and rows are counted from 1", "plan-show", "rows.jsonl:0")]
    [InlineData("'x' is no number of a row", "plan-show", "rows.jsonl:x")]
    [InlineData("rows.jsonl has no row 9", "plan-show", "rows.jsonl:9")]
    [InlineData("gone.jsonl", "plan-show", "gone.jsonl:1")]
    public void Wrong_usage_says_what_was_expected(string expected, params string[] arguments)
    {
        _quern.Write("rows.jsonl", $"{Call}\n");
        var outcome = _quern.Run(arguments);
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Errors.ShouldContain(expected);
    }

    [Fact]
    public void Shapes_are_counted_with_examples_and_what_has_none_is_said()
    {
        _quern.Write("rows.jsonl", $"{Call}\n{Talk}\n{Talk}\n{Page}\n{{\"a\":1}}\nbroken\n");
        var outcome = _quern.Run("shapes", "rows.jsonl", "-n", "1");
        outcome.Exit.ShouldBe(3);
        outcome.Output.ShouldContain("6 rows");
        outcome.Output.ShouldMatch(@"role-content +2 +33\.3 %\n  rows\.jsonl:2  Delete all drafts\.");
        outcome.Output.ShouldMatch(@"query-tools-answers +1 +16\.7 %\n  rows\.jsonl:1  Weather in Oslo\?  \[1 call\]");
        outcome.Output.ShouldContain("no shape: no-request, as document");
        outcome.Output.ShouldContain("no shape: unknown-shape");
        outcome.Output.ShouldContain("no shape: invalid-json");
        using var json = JsonDocument.Parse(_quern.Run("shapes", "rows.jsonl", "--json").Output);
        json.RootElement.GetProperty("rows").GetInt64().ShouldBe(6);
        json.RootElement.GetProperty("shapes")[0].GetProperty("name").GetString().ShouldBe("role-content");
    }

    [Fact]
    public void A_plan_is_drawn_with_its_edges_also_of_a_row_that_is_none_yet()
    {
        const string Steps = """{"messages":[{"role":"user","content":"Book the cheapest to Oslo."},{"role":"assistant","tool_calls":[{"name":"search_flights","arguments":{"to":"Oslo"}}]},{"role":"tool","content":"{\"id\":\"SK4711\"}"},{"role":"assistant","tool_calls":[{"name":"book_flight","arguments":{"flight":"SK4711"}}]}]}""";
        _quern.Write("rows.jsonl", $"{Page}\n{Steps}\n");
        _quern.Run("transform", "rows.jsonl", "--to", "plan", "-o", "plans.jsonl", "--tolerance", "1").Exit.ShouldBe(0);
        var outcome = _quern.Run("plan-show", "rows.jsonl:2");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("╭── data into flight → n1");
        outcome.Output.ShouldContain("╰▶n1  book_flight   content tier 2 · asked by tier 1");
        _quern.Run("plan-show", "plans.jsonl:1").Output.ShouldContain("╭── data into flight → n1");
        _quern.Run("plan-show", "rows.jsonl:2", "--json").Output.ShouldStartWith("{\"schema\":\"function_calling\"");
        var none = _quern.Run("plan-show", "rows.jsonl");
        none.Exit.ShouldBe(3);
        none.Errors.ShouldContain("rows.jsonl:1: no plan (no-request)");
    }

    public void Dispose() => _quern.Dispose();
}
