using System.Text.Json.Nodes;

namespace Quern.Cli.Tests;

/// <summary>What another process can tell of a run from its folder alone.</summary>
public sealed class StatusTests : IDisposable
{
    private const int Kill = 9;

    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void A_run_at_work_is_running_and_one_that_was_killed_is_interrupted()
    {
        using var held = new Held(_quern, "held.jsonl");
        _quern.Write("first.jsonl", "{\"n\":1}\n");
        _quern.Write("recipe.yaml", "name: held\nsources:\n  - files: first.jsonl\n  - files: held.jsonl\nsteps:\n  - shuffle: {}\noutputs:\n  - jsonl: out.jsonl\n");
        var process = _quern.Start("run", "recipe.yaml");
        held.Give(string.Concat(Enumerable.Repeat("{\"n\":2}\n", 10_000)));
        JsonNode? status = null;
        Held.Until(() => File.Exists(_quern.At("runs/held/segments.json")), "the run did not begin");
        Held.Until(() => (status = Status())["now"]?["stage"] is JsonValue stage && (string)stage! == "segment 1 of 2: read", "no progress");
        ((string)status!["state"]!).ShouldBe("running");
        ((string)status["name"]!).ShouldBe("held");
        ((int)status["segments"]![0]!["shards_total"]!).ShouldBe(2);
        status["ledger"].ShouldBeNull();
        var text = _quern.Run("status", "runs/held");
        text.Output.ShouldStartWith("held (runs/held): running\n");
        text.Output.ShouldContain("now: segment 1 of 2: read: ");

        QuernProgram.Signal(process, Kill);
        process.WaitForExit();
        var killed = _quern.Run("status", "runs/held");
        killed.Exit.ShouldBe(0, killed.Errors);
        killed.Output.ShouldStartWith("held (runs/held): interrupted\n");
        killed.Output.ShouldContain("Run the recipe again with the same folder");
        ((string)Status()["state"]!).ShouldBe("interrupted");
        ((int)Status()["segments"]![0]!["shards_done"]!).ShouldBe(1);
    }

    [Fact]
    public void A_finished_run_shows_its_ledger()
    {
        _quern.Run("run", MillRecipe.WriteTo(_quern, 600)).Exit.ShouldBe(0);
        var text = _quern.Run("status", MillRecipe.RunFolder);
        text.Exit.ShouldBe(0, text.Errors);
        text.Output.ShouldStartWith("mill (runs/mill): finished\n");
        text.Output.ShouldContain("600 read");
        var status = JsonNode.Parse(_quern.Run("status", MillRecipe.RunFolder, "--json").Output)!;
        ((string)status["state"]!).ShouldBe("finished");
        status["ledger"]!["steps"]!.AsArray().Count.ShouldBe(8);
    }

    [Theory]
    [InlineData("runs/nowhere")]
    [InlineData(".")]
    public void A_folder_that_is_no_run_folder_is_a_fault_of_usage(string folder)
    {
        var outcome = _quern.Run("status", folder);
        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain($"{folder} is no run folder");
        Directory.GetFileSystemEntries(_quern.Folder).ShouldBeEmpty();
    }

    private JsonNode Status() => JsonNode.Parse(_quern.Run("status", "runs/held", "--json").Output)!;
}
