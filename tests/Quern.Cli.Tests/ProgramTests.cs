namespace Quern.Cli.Tests;

/// <summary>What a newcomer types first.</summary>
public sealed class ProgramTests
{
    [Fact]
    public void Without_arguments_it_shows_what_there_is()
    {
        using var quern = new QuernProgram();
        var outcome = quern.Run();
        outcome.Exit.ShouldBe(0);
        outcome.Output.ShouldContain("quern demo");
        outcome.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void The_demo_runs_offline_its_ledger_closes_and_a_second_one_has_nothing_to_do()
    {
        using var quern = new QuernProgram();
        var first = quern.Run("demo");
        first.Exit.ShouldBe(0, first.Errors);
        first.Output.ShouldContain("336 read = 304 kept + 28 dropped + 4 quarantined");
        quern.Lines("out/demo.jsonl").Length.ShouldBe(304);
        Directory.GetFiles(quern.At("runs/demo/rejects")).Sum(static f => File.ReadAllLines(f).Length).ShouldBe(32);
        var second = quern.Run("demo");
        second.Exit.ShouldBe(0, second.Errors);
        second.Output.ShouldBe(first.Output);
        second.Errors.ShouldContain("nothing to do");
    }
}
