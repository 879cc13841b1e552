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
    public void Invalid_rows_are_said_and_end_in_exit_code_3()
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", Rows + "{\n");
        var outcome = quern.Run("stats", "rows.jsonl");
        outcome.Exit.ShouldBe(3);
        outcome.Errors.ShouldContain("1 row is invalid");
    }
}
