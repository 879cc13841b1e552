using System.Text;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;

namespace Quern.Cli.Tests.Pulling;

public sealed class HubRecipeTests
{
    [Fact]
    public async Task Of_nine_sources_one_is_gone_and_one_gated_and_the_rest_is_built()
    {
        await using var world = await HubWorld.StartAsync();
        for (var i = 0; i < 7; i++)
        {
            world.Add($"acme/s{i}", ("train.jsonl", HubWorld.Rows(10 + i)));
        }

        world.Hub.Add(new StandInDataset("acme/s8") { Gate = Gate.Auto }).Commit(static d => d.Add("train.jsonl", "{}\n"));
        Recipe(world, string.Concat(Enumerable.Range(0, 9).Select(static i => $"  - {{ hub: acme/s{i}, name: s{i} }}\n")));
        var outcome = world.Program.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        world.Program.Lines("out.jsonl").Length.ShouldBe(Enumerable.Range(10, 7).Sum());
        var ledger = world.Json("runs/r/ledger.json");
        ledger.GetProperty("short_sources").GetProperty("s7").GetString()!.ShouldContain("There is no dataset acme/s7");
        ledger.GetProperty("short_sources").GetProperty("s8").GetString()!.ShouldContain("is gated");
        ledger.GetProperty("origins").GetProperty("s0").GetProperty("hub").GetString().ShouldBe("acme/s0");

        // What was missing is there at the next try.
        world.Add("acme/s7", ("train.jsonl", HubWorld.Rows(3)));
        world.Hub.Find("acme/s8")!.Gate = Gate.None;
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(0);
        world.Program.Lines("out.jsonl").Length.ShouldBe(Enumerable.Range(10, 7).Sum() + 4);
    }

    [Fact]
    public async Task When_none_can_be_had_the_exit_code_says_why()
    {
        await using var world = await HubWorld.StartAsync();
        world.Hub.Add(new StandInDataset("acme/gated") { Gate = Gate.Auto }).Commit(static d => d.Add("train.jsonl", "{}\n"));
        Recipe(world, "  - hub: acme/gone\n");
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(6);
        Recipe(world, "  - hub: acme/gated\n");
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(5);
        world.Add("acme/there", ("train.jsonl", HubWorld.Rows(5)));
        Recipe(world, "  - hub: acme/there\n");
        world.Program.Environment["HF_HUB_OFFLINE"] = "1";
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(6);
        File.Exists(world.Program.At("out.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_source_that_stops_answering_is_short_and_the_next_run_goes_on()
    {
        await using var world = await HubWorld.StartAsync();
        // The one that fails is the first and the largest, so that the tasks behind it would move if they were counted anew.
        var large = HubWorld.Rows(300_000);
        world.Add("acme/a", ("train_0.jsonl", large), ("train_1.jsonl", HubWorld.Rows(7, 300_000)));
        world.Add("acme/b", ("train.jsonl", HubWorld.Rows(10)));
        world.Add("acme/c", ("train.jsonl", HubWorld.Rows(20)));
        world.Hub.Faults.Add(FaultOf.Status(404) with { Kind = RequestKind.File, Where = static r => r.Dataset == "acme/a", Times = Fault.Always });
        Recipe(world, "  - { hub: acme/a, name: a, columns: [n] }\n  - { hub: acme/b, name: b }\n  - { hub: acme/c, name: c }\n");
        var outcome = world.Program.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        world.Program.Lines("out.jsonl").Length.ShouldBe(30);
        world.Hub.Faults.Clear();
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(0);
        var bySource = world.Program.Lines("out.jsonl").CountBy(static l => l[l.LastIndexOf(':')..]).ToDictionary();
        bySource.ShouldBe(new Dictionary<string, int> { [":\"a\"}"] = 300_007, [":\"b\"}"] = 10, [":\"c\"}"] = 20 });
    }

    [Fact]
    public async Task A_run_keeps_to_its_commit_also_when_the_branch_moves_and_asks_nothing_again()
    {
        await using var world = await HubWorld.StartAsync();
        var dataset = world.Add("acme/moving", ("train_0.jsonl", HubWorld.Rows(50)), ("train_1.jsonl", HubWorld.Rows(50, 50)));
        Recipe(world, "  - { hub: acme/moving, name: m }\n");

        // The branch moves between the first question and the listing.
        world.Hub.Faults.Add(FaultOf.Then(() => dataset.Commit(static d => d.Add("train_1.jsonl", "{\"n\":-1}\n"))) with { Kind = RequestKind.Description });
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(0);
        world.Program.Lines("out.jsonl").Length.ShouldBe(100);
        var first = world.Program.Read("out.jsonl");
        world.Hub.Requests.Clear();
        var again = world.Program.Run("run", "r.yaml");
        again.Exit.ShouldBe(0, again.Errors);
        again.Errors.ShouldContain("nothing to do");
        world.RequestCount.ShouldBe(0);

        var resolved = world.Program.Read("runs/r/recipe.resolved.yaml").Replace("out.jsonl", "again.jsonl", StringComparison.Ordinal).Replace("name: \"r\"", "name: s", StringComparison.Ordinal);
        world.Program.Write("resolved.yaml", resolved);
        world.Program.Run("run", "resolved.yaml").Exit.ShouldBe(0);
        world.Program.Read("again.jsonl").ShouldBe(first);

        world.Program.Run("run", "r.yaml", "--refresh").Exit.ShouldBe(0);
        world.Program.Lines("out.jsonl").Length.ShouldBe(51);
    }

    [Fact]
    public async Task A_killed_run_goes_on_with_the_commit_it_began_with()
    {
        await using var world = await HubWorld.StartAsync();
        var rows = HubWorld.Rows(40_000);
        var dataset = world.Hub.Add(new StandInDataset("acme/moving"));
        dataset.Commit(d => d.Add("train_0.jsonl", rows).Add("train_1.jsonl", HubWorld.Rows(10, 40_000)));
        var fault = FaultOf.Stall(2_000_000) with { Kind = RequestKind.File, File = "train_0.jsonl" };
        world.Hub.Faults.Add(fault);
        Recipe(world, "  - { hub: acme/moving, name: m, columns: [n] }\n");
        var process = world.Program.Start("run", "r.yaml");
        await world.Hub.Requests.WaitFor(static r => r.File == "train_0.jsonl" && r.BytesSent > 1_000_000, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        dataset.Commit(static d => d.Add("train_0.jsonl", "{\"n\":-1}\n"));
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(0);
        var lines = world.Program.Lines("out.jsonl");
        lines.Length.ShouldBe(40_010);
        lines[0].ShouldBe("{\"n\":0,\"id\":\"m-0\",\"source_dataset\":\"m\"}");
        lines[^1].ShouldBe("{\"n\":40009,\"id\":\"m-40009\",\"source_dataset\":\"m\"}");
    }

    [Fact]
    public async Task The_dry_run_says_what_would_be_fetched_and_under_which_licence_and_fetches_no_rows()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/free", ("README.md", "---\nlicense: mit\n---\n"), ("train.jsonl", HubWorld.Rows(100)), ("test.jsonl", "{}\n"));
        world.Add("tatsu-lab/alpaca", ("README.md", "---\nlicense: cc-by-nc-4.0\n---\n"), ("train.jsonl", HubWorld.Rows(100)));
        world.Add("acme/unsaid", ("train.jsonl", HubWorld.Rows(100)));
        Recipe(world, "  - { hub: acme/free, max: 10 }\n  - hub: alpaca\n  - hub: acme/unsaid\n  - hub: acme/gone\n");
        var plan = world.Program.Run("plan", "r.yaml");
        plan.Exit.ShouldBe(3, plan.Errors);
        plan.Output.ShouldContain("licence mit");
        plan.Output.ShouldContain("alpaca: its licence (cc-by-nc-4.0) allows no commercial use");
        plan.Output.ShouldContain("acme/unsaid: its licence is unknown");
        plan.Output.ShouldContain("acme/gone: cannot be had: There is no dataset");
        plan.Output.ShouldContain("10 rows");
        plan.Output.ShouldContain("to be fetched");
        plan.Errors.ShouldContain("test");
        world.FilesAsked.Distinct().ShouldBe(["README.md"]);
        Directory.Exists(world.Program.At("runs")).ShouldBeFalse();
        var json = world.Program.Run("plan", "r.yaml", "--json");
        json.Output.ShouldContain("\"licence\": \"cc-by-nc-4.0\"");
    }

    [Fact]
    public async Task Names_of_the_users_own_stand_beside_the_recipe()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/mine", ("a/part.jsonl", HubWorld.Rows(5)), ("b/part.jsonl", HubWorld.Rows(7)));
        world.Program.Write("datasets.yaml", "- { name: my-set, hub: acme/mine, files: b/*.jsonl, licence: mit }\n");
        Recipe(world, "  - hub: my-set\n");
        var outcome = world.Program.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        world.Program.Lines("out.jsonl").Length.ShouldBe(7);
        world.Json("runs/r/ledger.json").GetProperty("origins").GetProperty("my-set").GetProperty("licence").GetString().ShouldBe("mit");
        world.Program.Write("inline.yaml", "name: i\ndatasets: [{ name: other, hub: acme/mine, files: a/*.jsonl, licence: mit }]\nsources:\n  - hub: other\noutputs:\n  - jsonl: inline.jsonl\n");
        world.Program.Run("run", "inline.yaml").Exit.ShouldBe(0);
        world.Program.Lines("inline.jsonl").Length.ShouldBe(5);
        var pulled = world.Program.Run("pull", "my-set", "--datasets", "datasets.yaml");
        Encoding.UTF8.GetString(pulled.OutputBytes).AsSpan().Count('\n').ShouldBe(7);
    }

    [Fact]
    public async Task Many_small_files_are_read_quickly_and_in_order()
    {
        await using var world = await HubWorld.StartAsync(new StandInSettings { PageSize = 100 });
        world.Add("acme/many", [.. Enumerable.Range(0, 400).Select(static i => ($"tasks/t{i}.jsonl", $"{{\"n\":{i}}}\n"))]);
        Recipe(world, "  - { hub: acme/many, name: m }\n");
        var outcome = world.Program.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        world.Program.Lines("out.jsonl").Select(static l => l[..l.IndexOf(',', StringComparison.Ordinal)]).ShouldBe(Enumerable.Range(0, 400).Select(static i => $"{{\"n\":{i}"));
        Directory.EnumerateFiles(world.Program.At("runs/r/segments"), "*.done", SearchOption.AllDirectories).Count().ShouldBe(1);
    }

    private static void Recipe(HubWorld world, string sources)
        => world.Program.Write("r.yaml", $"name: r\nsources:\n{sources}outputs:\n  - jsonl: out.jsonl\n");
}
