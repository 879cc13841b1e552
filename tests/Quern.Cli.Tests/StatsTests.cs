using System.Text.Json;
using Quern.Tests.House;

namespace Quern.Cli.Tests;

/// <summary>What <c>stats</c> says about a file, to people and to programs.</summary>
public sealed class StatsTests
{
    private const string Rows =
        "{\"title\":\"mill\",\"score\":7,\"tags\":[\"stone\",\"water\"]}\n{\"title\":null,\"score\":7.50}\n{\"title\":\"mill\",\"score\":2,\"good\":true}\n";

    [Fact]
    public void The_table_is_as_approved()
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", Rows);
        var outcome = quern.Run("stats", "rows.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldBeEmpty();
        ApprovedText.Check("tests/Quern.Cli.Tests/Stats.approved.txt", outcome.Output);
    }

    [Fact]
    public void Json_is_one_object_and_workers_do_not_change_it()
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", Rows);
        var one = quern.Run("stats", "rows.jsonl", "--json", "--workers", "1");
        using var json = JsonDocument.Parse(one.OutputBytes);
        json.RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        quern.Run("stats", "rows.jsonl", "--json", "--workers", "8").Output.ShouldBe(one.Output);
    }

    [Fact]
    public void A_run_folder_says_what_became_of_each_sources_rows()
    {
        using var quern = new QuernProgram();
        quern.Write("good.jsonl", string.Concat(Enumerable.Range(0, 20).Select(static i => $"{{\"n\":{i}}}\n")));
        quern.Write("poor.jsonl", string.Concat(Enumerable.Range(0, 8).Select(static i => $"{{\"n\":{100 + i}}}\n")) + "{\n[]\n");
        quern.Write("recipe.yaml", "name: r\ntolerance: 1\nsources: [{ files: good.jsonl }, { files: poor.jsonl }]\nsteps: [{ filter: { field: n, max: 102 } }]\noutputs: [{ jsonl: out.jsonl }, { csv: out.csv }]\n");
        quern.Run("run", "recipe.yaml").Exit.ShouldBe(0);
        var outcome = quern.Run("stats", "runs/r", "--json");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        using var json = JsonDocument.Parse(outcome.OutputBytes);
        json.RootElement.GetProperty("rows").GetInt64().ShouldBe(23);
        var sources = json.RootElement.GetProperty("outcome").GetProperty("by_source").EnumerateArray().ToDictionary(static s => s.GetProperty("source").GetString()!, StringComparer.Ordinal);
        sources["good"].GetProperty("success_rate").GetDouble().ShouldBe(1);
        sources["poor"].GetProperty("read").GetInt64().ShouldBe(10);
        sources["poor"].GetProperty("usable").GetInt64().ShouldBe(8);
        sources["poor"].GetProperty("success_rate").GetDouble().ShouldBe(0.8);
        sources["poor"].GetProperty("pass_rate").GetDouble().ShouldBe(0.375);
        sources["all"].GetProperty("kept").GetInt64().ShouldBe(23);
        var text = quern.Run("stats", "runs/r");
        text.Errors.ShouldContain("warning: poor: 80 % of the rows read could be used; more than 95 % are expected");
        text.Errors.ShouldContain("warning: poor: 37.5 % of the usable rows passed the rules");
        text.Errors.ShouldNotContain("warning: good");
        text.Output.ShouldContain("80 %");
    }

    [Fact]
    public void A_run_that_is_not_there_is_said()
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", Rows);
        quern.Write("recipe.yaml", "name: r\nsources: [{ files: rows.jsonl }]\noutputs: [{ jsonl: out.jsonl }]\n");
        quern.Run("run", "recipe.yaml").Exit.ShouldBe(0);
        File.Delete(quern.At("out.jsonl"));
        var gone = quern.Run("stats", "runs/r");
        gone.Exit.ShouldBe(2);
        gone.Errors.ShouldContain("out.jsonl");
        File.Delete(quern.At("runs/r/ledger.json"));
        quern.Run("stats", "runs/r").Errors.ShouldContain("has no ledger");
    }

    [Fact]
    public void Invalid_rows_are_said_and_end_in_exit_code_3()
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", Rows + "{\n");
        var outcome = quern.Run("stats", "rows.jsonl");
        outcome.Exit.ShouldBe(3);
        outcome.Errors.ShouldContain("1 row is invalid");
    }
}
