using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;

namespace Quern.Cli.Tests.Pulling;

/// <summary>What goes wrong with one dataset, or for a while.</summary>
public sealed class PullTroubleTests
{
    [Fact]
    public async Task A_file_with_too_many_broken_rows_is_not_called_done_the_next_time()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", "{\"x\":1}\n{broken\n"));
        world.Program.Run("pull", "acme/a", "-o", "raw/").Exit.ShouldBe(3);
        world.Program.Run("pull", "acme/a", "-o", "raw/").Exit.ShouldBe(3);
        world.Program.Run("pull", "acme/a", "-o", "raw/", "--tolerance", "50%").Errors.ShouldContain("there already");
    }

    [Fact]
    public async Task A_file_that_somebody_changed_is_not_called_done_and_not_replaced()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", HubWorld.Rows(10)));
        world.Program.Run("pull", "acme/a", "-o", "raw/").Exit.ShouldBe(0);
        world.Program.Write("raw/a.jsonl", "{\"mine\":1}\n");
        var outcome = world.Program.Run("pull", "acme/a", "-o", "raw/");
        outcome.Exit.ShouldBe(2);
        outcome.Errors.ShouldContain("--force");
        world.Program.Read("raw/a.jsonl").ShouldBe("{\"mine\":1}\n");
    }

    [Fact]
    public async Task A_file_of_an_older_commit_is_replaced()
    {
        await using var world = await HubWorld.StartAsync();
        var dataset = world.Add("acme/a", ("train.jsonl", HubWorld.Rows(10)));
        world.Program.Run("pull", "acme/a", "-o", "raw/").Exit.ShouldBe(0);
        dataset.Commit(static d => d.Add("train.jsonl", HubWorld.Rows(12)));
        world.Program.Run("pull", "acme/a", "-o", "raw/").Exit.ShouldBe(0);
        world.Program.Lines("raw/a.jsonl").Length.ShouldBe(12);
    }

    [Fact]
    public async Task A_combined_file_that_lacks_a_dataset_is_made_anew_by_the_same_command()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", HubWorld.Rows(10)));
        string[] command = ["pull", "acme/a", "acme/b", "--combine", "all.jsonl"];
        world.Program.Run(command).Exit.ShouldBe(3);
        world.Add("acme/b", ("train.jsonl", HubWorld.Rows(5)));
        world.Program.Run(command).Exit.ShouldBe(0);
        world.Program.Lines("all.jsonl").Length.ShouldBe(15);
        world.Program.Run(command).Errors.ShouldContain("there already");
        var json = world.Program.Run([.. command, "--json"]);
        json.Output.ShouldContain("up to date");
        json.Output.ShouldContain("\"exit_code\": 0");
        world.Program.Run([.. command, "--json", "--force"]).Output.ShouldContain("\"kept\": 15");
    }

    [Theory]
    [InlineData("--max-files 1")]
    [InlineData("--max 3")]
    [InlineData("--files train_1.jsonl")]
    [InlineData("--where n>3")]
    [InlineData("--columns n")]
    [InlineData("--split all")]
    public async Task Rows_that_were_asked_for_otherwise_are_not_replaced(string otherwise)
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train_0.jsonl", HubWorld.Rows(10)), ("train_1.jsonl", HubWorld.Rows(10, 10)));
        world.Program.Run("pull", "acme/a", "-o", "a.jsonl").Exit.ShouldBe(0);
        world.Program.Run(["pull", "acme/a", "-o", "a.jsonl", .. otherwise.Split(' ')]).Exit.ShouldBe(2);
        world.Program.Lines("a.jsonl").Length.ShouldBe(20);
    }

    [Theory]
    [InlineData("--combine all.jsonl --config c")]
    [InlineData("--combine all.jsonl -o raw/")]
    [InlineData("-o raw/ --files x.jsonl")]
    public async Task What_can_only_be_said_of_one_dataset_or_one_target_is_a_fault(string options)
    {
        await using var world = await HubWorld.StartAsync();
        world.Program.Run(["pull", "acme/a", "acme/b", .. options.Split(' ')]).Exit.ShouldBe(2);
        world.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task An_output_that_is_taken_is_said_before_anything_is_written()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", HubWorld.Rows(10)));
        world.Add("acme/b", ("train.jsonl", HubWorld.Rows(10)));
        world.Program.Write("raw/b.jsonl", "{}\n");
        world.Program.Run("pull", "acme/a", "acme/b", "-o", "raw/").Exit.ShouldBe(2);
        File.Exists(world.Program.At("raw/a.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_condition_that_does_not_fit_one_dataset_does_not_stop_the_others()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", "{\"y\":1}\n"));
        world.Add("acme/b", ("train.jsonl", HubWorld.Rows(9)));
        var outcome = world.Program.Run("pull", "acme/a", "acme/b", "-o", "raw/", "--where", "language = 'French'");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        outcome.Errors.ShouldContain("language");
        world.Program.Lines("raw/b.jsonl").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_list_of_datasets_that_is_out_of_date_does_not_stop_the_others()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", HubWorld.Rows(10)));
        world.Add("acme/b", ("other.jsonl", HubWorld.Rows(10)));
        world.Program.Write("mine.yaml", "- { name: my-b, hub: acme/b, files: train.jsonl, licence: mit }\n");
        var outcome = world.Program.Run("pull", "acme/a", "my-b", "-o", "raw/", "--datasets", "mine.yaml");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        outcome.Errors.ShouldContain("not as the list of datasets says");
        world.Program.Lines("raw/a.jsonl").Length.ShouldBe(10);
    }

    [Fact]
    public async Task Damage_that_stays_is_one_datasets_own()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", HubWorld.Rows(5000)));
        world.Add("acme/b", ("train.jsonl", HubWorld.Rows(10)));
        world.Hub.Faults.Add(FaultOf.WrongByte(1000) with { Kind = RequestKind.File, Where = static r => r.Dataset == "acme/a", Times = Fault.Always });
        var outcome = world.Program.Run("pull", "acme/a", "acme/b", "-o", "raw/");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        outcome.Errors.ShouldContain("arrived damaged");
        File.Exists(world.Program.At("raw/a.jsonl")).ShouldBeFalse();
        world.Program.Lines("raw/b.jsonl").Length.ShouldBe(10);
    }

    [Fact]
    public async Task A_refusal_that_never_ends_is_not_waited_for()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", HubWorld.Rows(10)));
        world.Hub.Faults.Add(FaultOf.Status(404, new string('x', 5000)) with { StallAfter = 10, Times = Fault.Always });
        world.Program.Environment["HF_HUB_ETAG_TIMEOUT"] = "1";
        world.Program.Run("pull", "acme/a").Exit.ShouldBe(6);
    }

    [Fact]
    public async Task A_file_that_could_not_be_fetched_ahead_is_asked_for_again_when_its_turn_comes()
    {
        await using var world = await HubWorld.StartAsync();
        var held = new TaskCompletionSource();
        world.Add("acme/p", ("train_0.jsonl", HubWorld.Rows(60_000)), ("train_1.jsonl", HubWorld.Rows(10, 60_000)));
        world.Hub.Faults.Add(FaultOf.Stall(4_000_000, held.Task) with { Kind = RequestKind.File, File = "train_0.jsonl" });
        world.Hub.Faults.Add(FaultOf.Status(404) with { Kind = RequestKind.File, File = "train_1.jsonl" });
        world.Program.Environment["HF_HUB_DOWNLOAD_TIMEOUT"] = "200";
        var process = world.Program.Start("pull", "acme/p", "-o", "p.jsonl");
        var refused = await world.Hub.Requests.WaitFor(static r => r.File == "train_1.jsonl", TestContext.Current.CancellationToken);
        await refused.Ended;
        held.SetResult();
        var outcome = QuernProgram.Finish(process);
        outcome.Exit.ShouldBe(0, outcome.Errors);
        world.Program.Lines("p.jsonl").Length.ShouldBe(60_010);
    }

    [Fact]
    public async Task The_key_of_the_rows_comes_from_the_users_own_list_where_the_card_has_none()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/w", ("all.json", "{\"names\": [{\"x\": 1}], \"behaviors\": [{\"id\": \"1\"}, {\"id\": \"2\"}]}"));
        world.Program.Write("mine.yaml", "- { name: w, hub: acme/w, files: all.json, layout: json-field, field: behaviors, licence: mit }\n");
        world.Program.Run("pull", "w", "--datasets", "mine.yaml").Output.ShouldBe("{\"id\": \"1\"}\n{\"id\": \"2\"}\n");
        world.Program.Write("r.yaml", "name: r\ndatasets: mine.yaml\nsources:\n  - hub: w\noutputs:\n  - jsonl: out.jsonl\n");
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(0);
        world.Program.Read("runs/r/recipe.resolved.yaml").ShouldContain("field: \"behaviors\"");
        world.Program.Run("run", "runs/r/recipe.resolved.yaml", "--folder", "again", "--force").Exit.ShouldBe(0);
        world.Program.Lines("out.jsonl").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_field_that_no_row_has_is_a_fault_on_every_format()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/lines", ("train.jsonl", HubWorld.Rows(10)));
        world.Add("acme/table", ("train.csv", "n,language\n1,en\n"));
        foreach (var id in (string[])["acme/lines", "acme/table"])
        {
            var outcome = world.Program.Run("pull", id, "--columns", "n", "--columns", "Language", "-o", "x.jsonl");
            outcome.Exit.ShouldBe(2, outcome.Errors);
            outcome.Errors.ShouldContain("Did you mean 'language'?");
            File.Exists(world.Program.At("x.jsonl")).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("---\nlicense: [mit\nconfigs: {{{\n---\n")]
    [InlineData("---\nlicense: 'mit\n---\n")]
    [InlineData("---\n- ? [\n---\n")]
    public async Task A_card_that_is_no_YAML_stops_nothing(string card)
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("README.md", card), ("train.jsonl", HubWorld.Rows(10)));
        var outcome = world.Program.Run("pull", "acme/a", "-o", "a.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldContain("card");
        world.Program.Write("r.yaml", "a: [x\nb: {{{");
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(2);
    }

    [Fact]
    public async Task A_dry_run_looks_past_a_damaged_file()
    {
        await using var world = await HubWorld.StartAsync();
        world.Program.Write("bad.parquet", "PAR1 and no more");
        world.Program.Write("good.jsonl", "{}\n");
        world.Program.Write("r.yaml", "name: r\nsources:\n  - files: bad.parquet\n  - files: good.jsonl\noutputs:\n  - jsonl: out.jsonl\n");
        var plan = world.Program.Run("plan", "r.yaml");
        plan.Exit.ShouldBe(3, plan.Errors);
        plan.Output.ShouldContain("bad: ");
        plan.Output.ShouldContain("good: 1 file");
    }

    [Fact]
    public async Task Links_that_lead_nowhere_are_left_out_of_a_push()
    {
        await using var world = await HubWorld.StartAsync();
        world.Program.Write("out/rows.jsonl", "{}\n");
        File.CreateSymbolicLink(world.Program.At("out/nowhere"), "nope");
        File.CreateSymbolicLink(world.Program.At("out/circle"), "circle");
        world.Program.Environment["HF_TOKEN"] = "hf_a";
        world.Hub.Add(new HubStandIn.StandInUser("ann", "hf_a", MayWrite: true));
        var outcome = world.Program.Run("push", "out", "ann/rows", "--dry-run");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("leads nowhere");
    }

    [Fact]
    public async Task When_none_can_be_had_each_reason_is_said_to_people_and_programs()
    {
        await using var world = await HubWorld.StartAsync();
        world.Hub.Add(new HubStandIn.Repositories.StandInDataset("acme/gated") { Gate = HubStandIn.Repositories.Gate.Auto }).Commit(static d => d.Add("train.jsonl", "{}\n"));
        foreach (var target in (string[][])[["-o", "raw/"], ["--combine", "all.jsonl"]])
        {
            var outcome = world.Program.Run(["pull", "acme/gone", "acme/gated", .. target]);
            outcome.Exit.ShouldBe(6);
            outcome.Errors.ShouldContain("There is no dataset acme/gone");
            outcome.Errors.ShouldContain("acme/gated is gated");
        }

        var json = world.Program.Run("pull", "acme/gone", "-o", "a.jsonl", "--json");
        json.Exit.ShouldBe(6);
        json.Output.ShouldContain("There is no dataset acme/gone");
        json.Output.ShouldContain("\"exit_code\": 6");
    }

    [Fact]
    public async Task A_licence_that_the_card_calls_unknown_is_unknown()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("README.md", "---\nlicense: unknown\n---\n"), ("train.jsonl", HubWorld.Rows(10)));
        world.Program.Run("pull", "acme/a", "-o", "a.jsonl").Errors.ShouldContain("its licence is unknown");
    }

    [Fact]
    public async Task What_a_run_keeps_for_itself_is_not_pushed()
    {
        await using var world = await HubWorld.StartAsync();
        world.Hub.Add(new HubStandIn.StandInUser("ann", "hf_a", MayWrite: true));
        world.Add("acme/a", ("train.jsonl", HubWorld.Rows(10)));
        world.Program.Write("r.yaml", "name: r\nsources:\n  - hub: acme/a\noutputs:\n  - jsonl: runs/r/rows.jsonl\n");
        world.Program.Run("run", "r.yaml").Exit.ShouldBe(0);
        world.Program.Environment["HF_TOKEN"] = "hf_a";
        world.Program.Run("push", "runs/r", "ann/rows").Exit.ShouldBe(0);
        world.Hub.Find("ann/rows")!.Head.Files.Keys.ShouldBe([".gitattributes", "README.md", "rows.jsonl"], ignoreOrder: true);
    }
}
