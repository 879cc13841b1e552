using System.IO.Compression;
using System.Text;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;

namespace Quern.Cli.Tests.Pulling;

public sealed class PullTests
{
    [Fact]
    public async Task Datasets_of_different_layouts_give_their_rows()
    {
        await using var world = await HubWorld.StartAsync(new StandInSettings { PageSize = 2 });
        var first = HubWorld.Rows(300);
        var second = HubWorld.Rows(200, 300);
        world.Hub.Add(new StandInDataset("acme/shards")).Commit(d => d
            .Add("data/train-00000-of-00002.parquet", world.Parquet(first))
            .Add("data/train-00001-of-00002.parquet", world.Parquet(second))
            .Add("data/test-00000-of-00001.parquet", world.Parquet(HubWorld.Rows(7))));
        world.Hub.Add(new StandInDataset("acme/lines")).Commit(d => d.Add("chat/train.jsonl.gz", Zipped(first)).Add("chat/test.jsonl.gz", Zipped(second)));
        world.Add(
            "acme/wrapped",
            ("README.md", "---\nlicense: mit\nconfigs:\n- config_name: harmless\n  field: behaviors\n  data_files:\n  - split: test_public\n    path: b/*.json\n---\nA card.\n"),
            ("b/all.json", "{\"version\": 2, \"names\": [{\"x\": 1}], \"behaviors\": [{\"id\": \"1\"}, {\"id\": \"2\"}]}"));

        var outcome = world.Program.Run("pull", "acme/shards", "acme/lines", "acme/wrapped", "-o", "raw/");

        outcome.Exit.ShouldBe(0, outcome.Errors);
        world.Program.Read("raw/shards.jsonl").ShouldBe(first + second);
        world.Program.Read("raw/lines.jsonl").ShouldBe(first);
        world.Program.Lines("raw/wrapped.jsonl").ShouldBe(["{\"id\": \"1\"}", "{\"id\": \"2\"}"]);
        outcome.Errors.ShouldContain("test");
        var ledger = world.Json("raw/wrapped.stats.json");
        ledger.GetProperty("origins").GetProperty("acme/wrapped").GetProperty("licence").GetString().ShouldBe("mit");
    }

    [Fact]
    public async Task A_condition_and_columns_hold_on_every_format_and_what_is_left_out_is_counted()
    {
        await using var world = await HubWorld.StartAsync();
        var rows = HubWorld.Rows(300);
        world.Hub.Add(new StandInDataset("acme/table")).Commit(d => d.Add("train.parquet", world.Parquet(rows)));
        world.Add("acme/jsonl", ("train.jsonl", rows));
        foreach (var name in (string[])["table", "jsonl"])
        {
            var outcome = world.Program.Run("pull", $"acme/{name}", "--where", "language = 'French' and n >= 30", "--columns", "n", "--columns", "language", "--max", "20", "-o", $"{name}.jsonl");
            outcome.Exit.ShouldBe(0, outcome.Errors);
            world.Program.Lines($"{name}.jsonl").ShouldBe(Enumerable.Range(10, 20).Select(static i => $"{{\"n\":{i * 3},\"language\":\"French\"}}"));
            var read = world.Json($"{name}.stats.json").GetProperty("steps")[0].GetProperty("sources").GetProperty($"acme/{name}");
            read.GetProperty("in").GetInt64().ShouldBe(88);
            read.GetProperty("dropped").GetProperty("where").GetInt64().ShouldBe(68);
        }

        world.Program.Run("pull", "acme/jsonl", "--where", "lanuage = 'x'", "-o", "no.jsonl").Exit.ShouldBe(2);
    }

    [Fact]
    public async Task The_first_file_tells_which_fields_there_are_and_a_later_one_may_lack_them()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train_0.jsonl", "{\"n\":1,\"lang\":\"en\"}\n"), ("train_1.jsonl", "{\"n\":2}\n{\"n\":3}\n"), ("train_2.jsonl", "{\"n\":4,\"lang\":\"en\"}\n"));
        var present = world.Program.Run("pull", "acme/a", "--where", "lang = 'en'", "--columns", "lang", "--columns", "n");
        present.Exit.ShouldBe(0, present.Errors);
        present.Output.ShouldBe("{\"n\":1,\"lang\":\"en\"}\n{\"n\":4,\"lang\":\"en\"}\n");
        world.Program.Run("pull", "acme/a", "--where", "lang is null").Output.ShouldBe("{\"n\":2}\n{\"n\":3}\n");
        world.Program.Run("pull", "acme/a", "--where", "land is null").Exit.ShouldBe(2);
    }

    [Fact]
    public async Task Only_the_files_that_a_maximum_needs_are_fetched_and_a_second_pull_fetches_nothing()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/many", [.. Enumerable.Range(0, 5).Select(static i => ($"train_{i}.jsonl", HubWorld.Rows(1000, i * 1000)))]);
        world.Program.Run("pull", "acme/many", "--max", "1500", "-o", "a.jsonl").Exit.ShouldBe(0);
        world.Program.Lines("a.jsonl").Length.ShouldBe(1500);
        world.FilesAsked.Distinct().ShouldBe(["train_0.jsonl", "train_1.jsonl"], ignoreOrder: true);

        world.Hub.Requests.Clear();
        world.Program.Run("pull", "acme/many", "--max", "1500", "-o", "b.jsonl").Exit.ShouldBe(0);
        world.FilesAsked.ShouldBeEmpty();
        world.Program.Read("b.jsonl").ShouldBe(world.Program.Read("a.jsonl"));
    }

    [Fact]
    public async Task Rows_come_out_while_the_file_still_comes_in()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/long", ("train.jsonl", HubWorld.Rows(60_000)));
        var held = new TaskCompletionSource();
        world.Hub.Faults.Add(FaultOf.Stall(4_000_000, held.Task) with { Kind = RequestKind.File, File = "train.jsonl" });
        world.Program.Environment["HF_HUB_DOWNLOAD_TIMEOUT"] = "100";
        var process = world.Program.Start("pull", "acme/long");
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        line.ShouldStartWith("{\"n\":0,");
        held.SetResult();
        var rest = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        rest.AsSpan().Count('\n').ShouldBe(59_999);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_combined_file_says_of_each_row_where_it_comes_from()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", "{\"x\":1}\n"));
        world.Add("acme/b", ("train.jsonl", "{\"x\":2,\"source_dataset\":\"older\"}\n"));
        var outcome = world.Program.Run("pull", "acme/a", "acme/b", "acme/gone", "--combine", "raw/combined.jsonl");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        world.Program.Lines("raw/combined.jsonl").ShouldBe(["{\"x\":1,\"source_dataset\":\"acme/a\"}", "{\"x\":2,\"source_dataset\":\"older\"}"]);
        world.Json("raw/combined.stats.json").GetProperty("short_sources").GetProperty("acme/gone").GetString()!.ShouldContain("There is no dataset acme/gone");
    }

    [Fact]
    public async Task One_that_fails_does_not_stop_the_others_and_the_same_command_does_the_rest()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/a", ("train.jsonl", HubWorld.Rows(10)));
        world.Program.Run("pull", "acme/a", "acme/b", "-o", "raw").Exit.ShouldBe(3);
        world.Program.Lines("raw/a.jsonl").Length.ShouldBe(10);
        world.Add("acme/b", ("train.jsonl", HubWorld.Rows(20)));
        var before = File.GetLastWriteTimeUtc(world.Program.At("raw/a.jsonl"));
        var again = world.Program.Run("pull", "acme/a", "acme/b", "-o", "raw", "--json");
        again.Exit.ShouldBe(0, again.Errors);
        again.Output.ShouldContain("up to date");
        world.Program.Lines("raw/b.jsonl").Length.ShouldBe(20);
        File.GetLastWriteTimeUtc(world.Program.At("raw/a.jsonl")).ShouldBe(before);
    }

    [Fact]
    public async Task A_gated_dataset_says_what_to_do_and_nobody_sees_the_token()
    {
        await using var world = await HubWorld.StartAsync();
        world.Hub.Add(new StandInUser("reader", "hf_secretOfMine"));
        world.Hub.Add(new StandInUser("stranger", "hf_secretOfOthers"));
        var dataset = world.Hub.Add(new StandInDataset("acme/gated") { Gate = Gate.Manual });
        dataset.LetRead("reader").Commit(d => d.Add("train.parquet", world.Parquet(HubWorld.Rows(10))));

        var nobody = world.Program.Run("pull", "acme/gated", "-o", "a.jsonl");
        nobody.Exit.ShouldBe(5);
        nobody.Errors.ShouldContain($"Open {world.Hub.Address}/datasets/acme/gated");
        nobody.Errors.ShouldContain("HF_TOKEN");
        world.Program.Environment["HF_TOKEN"] = "hf_secretOfOthers";
        var stranger = world.Program.Run("pull", "acme/gated", "-o", "a.jsonl");
        stranger.Exit.ShouldBe(5);
        stranger.Errors.ShouldContain("the token in use must belong to the user who agreed");
        world.Program.Environment["HF_TOKEN"] = "hf_wrong";
        world.Program.Run("pull", "acme/gated", "-o", "a.jsonl").Exit.ShouldBe(5);
        world.Program.Environment["HF_TOKEN"] = "hf_secretOfMine";
        var reader = world.Program.Run("pull", "acme/gated", "-o", "a.jsonl");
        reader.Exit.ShouldBe(0, reader.Errors);

        string[] said = [nobody.Errors, stranger.Errors, reader.Errors, reader.Output,
            .. Directory.EnumerateFiles(world.Program.Folder, "*", SearchOption.AllDirectories).Select(static f => Encoding.Latin1.GetString(File.ReadAllBytes(f)))];
        said.ShouldAllBe(static t => !t.Contains("hf_secret", StringComparison.Ordinal));
        world.Hub.Requests.ShouldContain(static r => r.Token == "hf_secretOfMine");
    }

    [Theory]
    [InlineData("acme/nope", 6, "There is no dataset acme/nope")]
    [InlineData("acme/two --revision v9", 6, "There are: main, v1")]
    [InlineData("acme/two --config c", 2, "a, b")]
    [InlineData("acme/two --config a --split tset", 2, "Did you mean 'test'?")]
    [InlineData("acme/two --files *.parquet", 2, "a/test.jsonl")]
    [InlineData("acme/two --max 0", 2, "--max cannot be 0")]
    [InlineData("acme/two acme/nope", 2, "go into a folder")]
    [InlineData("wildcht", 2, "Did you mean 'wildchat'?")]
    [InlineData("../../etc", 2, "no id of a dataset")]
    [InlineData("", 2, "No dataset was named")]
    [InlineData("acme/two --sources x", 2, "There is no option --sources")]
    public async Task What_is_wrong_is_answered_with_what_there_is(string arguments, int exit, string expected)
    {
        await using var world = await HubWorld.StartAsync();
        world.Add(
            "acme/two",
            ("README.md", "---\nconfigs:\n- config_name: a\n  data_files:\n  - {split: train, path: a/train.jsonl}\n  - {split: test, path: a/test.jsonl}\n- config_name: b\n  data_files: b.jsonl\n---\n"),
            ("a/train.jsonl", "{}\n"), ("a/test.jsonl", "{}\n"), ("b.jsonl", "{}\n")).Tag("v1");
        var outcome = world.Program.Run(["pull", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        outcome.Exit.ShouldBe(exit, outcome.Errors);
        outcome.Errors.ShouldContain(expected);
        outcome.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Offline_the_cache_alone_is_read()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/kept", ("README.md", "---\nlicense: mit\n---\n"), ("train.jsonl", HubWorld.Rows(50)));
        world.Program.Run("pull", "acme/kept", "-o", "a.jsonl").Exit.ShouldBe(0);
        world.Hub.Requests.Clear();
        world.Program.Environment["HF_HUB_OFFLINE"] = "1";
        var offline = world.Program.Run("pull", "acme/kept", "-o", "b.jsonl");
        offline.Exit.ShouldBe(0, offline.Errors);
        world.Program.Read("b.jsonl").ShouldBe(world.Program.Read("a.jsonl"));
        var unknown = world.Program.Run("pull", "acme/other", "-o", "c.jsonl");
        unknown.Exit.ShouldBe(6);
        unknown.Errors.ShouldContain("HF_HUB_OFFLINE");
        world.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_Hub_that_is_out_of_reach_is_said_and_what_is_kept_is_read()
    {
        await using var world = await HubWorld.StartAsync();
        world.Add("acme/kept", ("train.jsonl", HubWorld.Rows(50)));
        world.Program.Run("pull", "acme/kept", "-o", "a.jsonl").Exit.ShouldBe(0);
        world.Hub.Faults.Add(FaultOf.WebPage() with { Times = Fault.Always });
        var outcome = world.Program.Run("pull", "acme/kept", "acme/other", "-o", "raw/");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        outcome.Errors.ShouldContain("not JSON but text/html");
        outcome.Errors.ShouldContain("The cache is read");
        world.Program.Read("raw/kept.jsonl").ShouldBe(world.Program.Read("a.jsonl"));
    }

    [Fact]
    public async Task Killed_ten_times_in_mid_download_it_goes_on_each_time_from_what_it_had()
    {
        await using var world = await HubWorld.StartAsync(new StandInSettings { BytesPerSecond = 6_000_000 });
        var rows = HubWorld.Rows(120_000);
        world.Hub.Add(new StandInDataset("acme/long")).Commit(d => d.Add("train.jsonl", Encoding.UTF8.GetBytes(rows), lfs: true));
        var size = Encoding.UTF8.GetByteCount(rows);
        for (var kill = 1; kill <= 10; kill++)
        {
            var process = world.Program.Start("pull", "acme/long", "-o", "a.jsonl");
            QuernProgram.WaitFor(() => PartLength(world) > (long)size * kill / 12 || process.HasExited);
            process.HasExited.ShouldBeFalse($"kill {kill} met a program that had ended");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            var kept = PartLength(world);

            // The next one must ask for what is missing and for no byte that is there.
            var asked = world.Hub.Requests.Count;
            var next = world.Program.Start("pull", "acme/long", "-o", "a.jsonl");
            var request = await world.Hub.Requests.WaitFor(r => r.Number > asked && r.Kind == RequestKind.File, TestContext.Current.CancellationToken);
            request.Range.ShouldBe($"bytes={kept}-");
            next.Kill();
            await next.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.Exists(world.Program.At("a.jsonl")).ShouldBeFalse();
        var last = world.Program.Run("pull", "acme/long", "-o", "a.jsonl");
        last.Exit.ShouldBe(0, last.Errors);
        world.Program.Read("a.jsonl").ShouldBe(rows);

        // Of what was sent, each of the twenty kills may have lost what was under way between the two: a block on either side.
        world.Hub.BytesSent("train.jsonl").ShouldBeLessThan(size + (20 * 2 * (256 << 10)));
    }

    private static long PartLength(HubWorld world)
    {
        var blobs = world.Program.At("hub-home/hub/datasets--acme--long/blobs");
        return Directory.Exists(blobs) ? Directory.EnumerateFiles(blobs, "*.incomplete").Sum(static f => new FileInfo(f).Length) : 0;
    }

    private static byte[] Zipped(string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
