using System.Text;
using System.Text.Json;

namespace Quern.Cli.Tests.Building;

public sealed class BuildTests : IDisposable
{
    private const string Composition = """
        name: mine
        target: 400
        tolerance: 5%
        shares: { function_calling: 15-25%, conversation: 70-90%, instruction: 15-20% }
        sources:
          - { name: calls, files: calls.jsonl, weight: 2 }
          - { name: talks, files: talks.jsonl, weight: 6 }
          - { name: orders, files: orders.jsonl, weight: 2 }
        steps:
          - to-plan: {}
          - plan-quality: { mode: count }
        """;

    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void A_composition_becomes_a_file_of_plans_with_statistics_and_a_last_line()
    {
        Write();
        var outcome = _quern.Run("build", "mine.yaml", "-o", "out/plans.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        var plans = _quern.Lines("out/plans.jsonl");
        plans.Length.ShouldBe(400);
        plans.Take(5).Select(SourceOf).ShouldBe(["talks", "talks", "calls", "talks", "orders"]);
        plans.CountBy(SourceOf).OrderBy(static c => c.Key).Select(static c => (c.Key, c.Value)).ShouldBe([("calls", 80), ("orders", 80), ("talks", 240)]);

        var stats = Stats("out/plans.stats.json");
        stats.GetProperty("wanted").GetInt64().ShouldBe(400);
        stats.GetProperty("got").GetInt64().ShouldBe(400);
        stats.GetProperty("total").GetProperty("success_rate").GetDouble().ShouldBe(1);
        stats.GetProperty("total").GetProperty("failed").GetProperty("short-instruction").GetInt64().ShouldBe(16);
        var orders = stats.GetProperty("by_source")[2];
        orders.GetProperty("wanted").GetInt64().ShouldBe(80);
        orders.GetProperty("counts").GetProperty("pass_rate").GetDouble().ShouldBe(0.8);
        stats.GetProperty("by_schema")[0].GetProperty("share").GetDouble().ShouldBe(0.6);
        stats.GetProperty("labels")[0].GetProperty("plans").GetInt64().ShouldBe(400);
        stats.GetProperty("steps")[0].GetProperty("label").GetString().ShouldBe("read");

        outcome.Errors.ShouldContain("warning: 60 % of the plans are of schema conversation; the composition expects 70 to 90 %");
        outcome.Errors.TrimEnd().ShouldEndWith("quern: wanted 400, got 400");
        outcome.Output.ShouldContain("400 benign (100 %)");
        Directory.GetFileSystemEntries(_quern.At("out")).Select(Path.GetFileName).Order().ShouldBe(["plans.jsonl", "plans.stats.json"]);
    }

    [Fact]
    public void With_validation_others_take_the_place_of_plans_that_fail()
    {
        Write();
        var outcome = _quern.Run("build", "mine.yaml", "-o", "plans.jsonl", "--validate", "--json", "--target", "100");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Lines("plans.jsonl").Length.ShouldBe(100);
        using var json = JsonDocument.Parse(outcome.Output);
        var total = json.RootElement.GetProperty("stats").GetProperty("total");
        total.GetProperty("dropped").GetProperty("short-instruction").GetInt64().ShouldBe(_quern.Lines("plans.rejects.jsonl").Length);
        total.GetProperty("read").GetInt64().ShouldBe(100 + _quern.Lines("plans.rejects.jsonl").Length);
    }

    [Theory]
    [InlineData("plans.jsonl")]
    [InlineData("plans.parquet")]
    public void The_number_of_workers_changes_nothing(string output)
    {
        Write();
        foreach (var workers in new[] { "1", "8" })
        {
            _quern.Run("build", "mine.yaml", "-o", $"{workers}/{output}", "--validate", "--workers", workers).Exit.ShouldBe(0);
        }

        File.ReadAllBytes(_quern.At("8/" + output)).ShouldBe(File.ReadAllBytes(_quern.At("1/" + output)));
        _quern.Read("8/plans.stats.json").ShouldBe(_quern.Read("1/plans.stats.json"));
        _quern.Read("8/plans.rejects.jsonl").ShouldBe(_quern.Read("1/plans.rejects.jsonl"));
    }

    [Fact]
    public void A_dry_run_says_the_gap_and_what_would_be_written_and_does_nothing()
    {
        Write();
        var enough = _quern.Run("build", "mine.yaml", "--dry-run");
        enough.Exit.ShouldBe(0, enough.Errors);
        enough.Output.ShouldContain("the sources hold enough");
        var before = Directory.GetFileSystemEntries(_quern.Folder);
        var outcome = _quern.Run("build", "mine.yaml", "--target", "5000", "-o", "plans.jsonl", "--dry-run", "--json");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        using var json = JsonDocument.Parse(outcome.Output);
        json.RootElement.GetProperty("gap").GetInt64().ShouldBeInRange(3500, 4200);
        json.RootElement.GetProperty("files")[3].GetString().ShouldBe("plans.jsonl.build/");
        Directory.GetFileSystemEntries(_quern.Folder).ShouldBe(before);
    }

    [Fact]
    public void Sources_that_end_below_the_target_leave_a_short_file_and_exit_code_3()
    {
        Write();
        var outcome = _quern.Run("build", "mine.yaml", "-o", "plans.jsonl", "--target", "5_000");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        _quern.Lines("plans.jsonl").Length.ShouldBe(1000);
        outcome.Errors.TrimEnd().ShouldEndWith("wanted 5,000, got 1,000; 4,000 short (exit code 3); below their share: calls 200 of 1,000, talks 600 of 3,000, orders 200 of 1,000");
        Directory.Exists(_quern.At("plans.jsonl.build")).ShouldBeFalse();
    }

    [Fact]
    public void What_is_there_is_not_replaced_unasked()
    {
        Write();
        _quern.Write("plans.jsonl", "mine\n");
        _quern.Run("build", "mine.yaml", "-o", "plans.jsonl").Exit.ShouldBe(2);
        _quern.Read("plans.jsonl").ShouldBe("mine\n");
        _quern.Run("build", "mine.yaml", "-o", "plans.jsonl", "--force").Exit.ShouldBe(0);
        _quern.Lines("plans.jsonl").Length.ShouldBe(400);
    }

    [Fact]
    public async Task A_build_that_is_killed_goes_on_when_told_to_and_leaves_the_same_bytes()
    {
        Write(rows: 150_000);
        _quern.Run("build", "mine.yaml", "-o", "whole.jsonl", "--target", "380000", "--validate", "--no-rejects").Exit.ShouldBe(0);
        string[] command = ["build", "mine.yaml", "-o", "plans.jsonl", "--target", "380000", "--validate", "--no-rejects"];
        var process = _quern.Start(command);
        var folder = _quern.At("plans.jsonl.build");
        while (!process.HasExited && !(Directory.Exists(folder) && Directory.EnumerateFiles(folder, "part-*.done", SearchOption.AllDirectories).Any()))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.Exists(_quern.At("plans.jsonl")).ShouldBeFalse();

        var refused = _quern.Run(command);
        refused.Exit.ShouldBe(2);
        refused.Errors.ShouldContain("(--resume)");
        refused.Errors.ShouldContain("(--force)");
        var other = _quern.Run("build", "mine.yaml", "-o", "plans.jsonl", "--target", "100", "--resume");
        other.Exit.ShouldBe(2);
        other.Errors.ShouldContain("with other sources, steps or options");
        var first = Directory.EnumerateFiles(folder, "part-00000.done", SearchOption.AllDirectories).Single();
        var made = File.GetLastWriteTimeUtc(first);
        var resumed = _quern.Start([.. command, "--resume"]);
        while (!resumed.HasExited && File.Exists(first))
        {
            File.GetLastWriteTimeUtc(first).ShouldBeOneOf(made, new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await resumed.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.ReadAllBytes(_quern.At("plans.jsonl")).AsSpan().SequenceEqual(File.ReadAllBytes(_quern.At("whole.jsonl"))).ShouldBeTrue();
        _quern.Read("plans.stats.json").ShouldBe(_quern.Read("whole.stats.json").Replace("whole.jsonl", "plans.jsonl", StringComparison.Ordinal));
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public void A_build_that_was_stopped_is_thrown_away_by_force()
    {
        Write();
        Directory.CreateDirectory(_quern.At("plans.jsonl.build/segments"));
        _quern.Run("build", "mine.yaml", "-o", "plans.jsonl").Exit.ShouldBe(2);
        _quern.Run("build", "mine.yaml", "-o", "plans.jsonl", "--force").Exit.ShouldBe(0);
        Directory.Exists(_quern.At("plans.jsonl.build")).ShouldBeFalse();
    }

    [Fact]
    public void Gold_traces_come_from_files_that_are_named_and_are_missed_otherwise()
    {
        Write();
        _quern.Write("gold.yaml", Composition.Replace("calls.jsonl", "--gold", StringComparison.Ordinal));
        var without = _quern.Run("build", "gold.yaml", "-o", "without.jsonl");
        without.Exit.ShouldBe(3, without.Errors);
        without.Errors.ShouldContain("named with --gold FILE");
        _quern.Lines("without.jsonl").Length.ShouldBe(400);
        _quern.Run("build", "gold.yaml", "-o", "with.jsonl", "--gold", "calls.jsonl").Exit.ShouldBe(0);
        _quern.Lines("with.jsonl").Count(static l => SourceOf(l) == "calls").ShouldBe(80);
    }

    [Fact]
    public void The_layout_of_the_older_loader_is_written()
    {
        Write();
        var outcome = _quern.Run("build", "mine.yaml", "-o", "plans.jsonl", "--layout", "gatling");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        using var plan = JsonDocument.Parse(_quern.Lines("plans.jsonl")[0]);
        plan.RootElement.EnumerateObject().Select(static p => p.Name).ShouldBe(["execution_plan", "source_dataset", "label"]);
        Stats("plans.stats.json").GetProperty("by_schema").GetArrayLength().ShouldBe(3);
    }

    [Theory]
    [InlineData("jepa-3m", "There is no preset 'jepa-3m'")]
    [InlineData("none.yaml", "none.yaml")]
    [InlineData("bad.yaml", "A composition has no key 'outputs'")]
    public void What_is_no_composition_is_said(string named, string message)
    {
        Write();
        _quern.Write("bad.yaml", Composition + "\noutputs: [{ jsonl: x.jsonl }]\n");
        var outcome = _quern.Run("build", named, "-o", "plans.jsonl");
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Errors.ShouldContain(message);
    }

    private static string SourceOf(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("source_dataset").GetString()!;
    }

    private JsonElement Stats(string name) => JsonDocument.Parse(_quern.Read(name)).RootElement;

    private void Write(int rows = 200)
    {
        var (calls, talks, orders) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        for (var i = 0; i < rows; i++)
        {
            calls.Append($$$"""{"query":"What is the weather in City{{{i}}}?","tools":"[]","answers":"[{\"name\":\"weather.current\",\"arguments\":{\"city\":\"City{{{i}}}\"}}]"}""").Append('\n');
            orders.Append($$"""{"instruction":"{{(i % 5 == 0 ? "hi" : $"Write a poem about {i}")}}","response":"ok"}""").Append('\n');
            for (var k = 0; k < 3; k++)
            {
                talks.Append($$"""{"conversation":[{"role":"user","content":"Please summarize letter {{i}} of {{k}}"},{"role":"assistant","content":"Sure."}]}""").Append('\n');
            }
        }

        _quern.Write("calls.jsonl", calls.ToString());
        _quern.Write("talks.jsonl", talks.ToString());
        _quern.Write("orders.jsonl", orders.ToString());
        _quern.Write("mine.yaml", Composition);
    }
}
