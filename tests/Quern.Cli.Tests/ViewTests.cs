using Quern.Tests.House;

namespace Quern.Cli.Tests;

/// <summary>What <c>view</c> shows of a file.</summary>
public sealed class ViewTests
{
    private const string Mixed =
        "{\"title\":\"mill\",\"score\":7,\"tags\":[\"stone\",\"water\"]}\n{\"title\":null,\"score\":7.50}\n{\"title\":\"sieve\",\"score\":\"high\",\"good\":true}\n";

    [Fact]
    public void The_first_rows_are_shown_with_columns_and_count()
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", Mixed);
        var outcome = quern.Run("view", "rows.jsonl", "-n", "2");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldBeEmpty();
        ApprovedText.Check("tests/Quern.Cli.Tests/View.approved.txt", outcome.Output);
    }

    [Fact]
    public void Without_a_number_all_rows_go_straight_through_a_pipe()
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", Mixed);
        quern.Run("view", "rows.jsonl").Output.ShouldContain("row 2");
    }

    [Fact]
    public void A_row_cannot_send_control_characters_to_the_terminal()
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", "{\"a\":\"x\u009b31m\"}\n{broken \u001b[2J}\n");
        var outcome = quern.Run("view", "rows.jsonl", "-n", "2");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldNotContain('\u001b');
        outcome.Output.ShouldNotContain('\u009b');
        outcome.Output.ShouldContain("(invalid-json)");
    }
}
