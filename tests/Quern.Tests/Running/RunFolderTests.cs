using Quern.Rows;
using Quern.Running;

namespace Quern.Tests.Running;

public sealed class RunFolderTests
{
    [Fact]
    public void A_second_run_in_the_same_folder_is_refused_and_status_tells_how_far_the_first_is()
    {
        RunStatus? during = null;
        RunFault? second = null;
        using var bench = new RunBench();
        bench.With("look", (row, output) =>
        {
            if (row.Place.Ordinal == 3)
            {
                during = RunStatus.Read(bench.Folder);
                second = Should.Throw<RunFault>(() => RunFolder.Open(bench.Folder));
            }

            output.Keep(row);
        });
        RunStatus.Read(bench.Folder).State.ShouldBe("absent");
        bench.WriteRows("in.jsonl", 9);
        bench.Run("  - shuffle: {}\n  - look: {}\n");
        second!.Message.ShouldContain("in use by another run");
        during!.State.ShouldBe("running");
        during.Segments.Select(static s => s.ShardsDone).ShouldBe([1, 1, 0]);
        var after = RunStatus.Read(bench.Folder);
        (after.State, after.Ledger!.Kept).ShouldBe(("finished", 9));
    }

    [Theory]
    [InlineData("part-00000.jsonl", 1)]
    [InlineData("part-00000.jsonl.places", 1)]
    [InlineData("part-00000.jsonl.places", 0x40)]
    public void A_damaged_checkpoint_is_a_fault_that_says_what_to_do(string file, byte mask)
    {
        using var bench = new RunBench();
        bench.WriteRows("in.jsonl", 40);
        bench.Run("  - shuffle: {}\n");
        var path = Path.Combine(Directory.GetDirectories(Path.Combine(bench.Folder, "segments"), "02-*").Single(), file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2 / 12 * 12] ^= mask;
        File.WriteAllBytes(path, bytes);
        var fault = Should.Throw<RunFault>(() => bench.Run("  - shuffle: {}\n  - filter: { field: n, exists: true }\n"));
        fault.Message.ShouldContain("is damaged");
        fault.Message.ShouldContain("Delete");
    }

    [Fact]
    public void A_shard_of_another_length_is_made_again()
    {
        using var bench = new RunBench();
        bench.WriteRows("in.jsonl", 40);
        bench.Run("  - shuffle: {}\n");
        var expected = bench.Report();
        File.AppendAllText(bench.Find("part-00000.jsonl"), "{}\n");
        bench.Run("  - shuffle: {}\n").UpToDate.ShouldBeFalse();
        bench.Report().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"shards\":[")]
    [InlineData("{\"shards\":null,\"ledger\":{}}")]
    [InlineData("{\"shards\":[{\"path\":\"x\"}],\"ledger\":{}}")]
    public void A_damaged_marker_is_a_fault_that_names_the_file(string text)
    {
        using var bench = new RunBench();
        bench.WriteRows("in.jsonl", 4);
        bench.Run("  - shuffle: {}\n");
        var marker = bench.Find("*.done");
        File.WriteAllText(marker, text);
        var fault = Should.Throw<RunFault>(() => bench.Run("  - shuffle: {}\n"));
        fault.Message.ShouldContain(marker);
        fault.Message.ShouldContain("Delete the file and run again");
    }

    [Fact]
    public void A_path_that_cannot_be_a_folder_is_a_fault()
    {
        using var bench = new RunBench();
        var file = bench.Write("file", "");
        Should.Throw<RunFault>(() => RunFolder.Open(Path.Combine(file, "run"))).Message.ShouldContain("cannot be used");
    }

    [Fact]
    public void A_refused_verb_leaves_the_folder_of_the_other_run_alone()
    {
        using var bench = new RunBench();
        var input = bench.WriteRows("in.jsonl", 4);
        var path = TemporaryFolder.PathBeside(bench.Output);
        using var other = RunFolder.Open(path);
        var spec = Quern.Recipes.RowFlow.From(input).Through(new Quern.Mixing.Shuffle.ShuffleOptions()).SpecTo(bench.Output);
        Should.Throw<RunFault>(() => RunExecutor.Execute(spec, new RunSettings(), new RunProgress(), CancellationToken.None));
        Directory.Exists(path).ShouldBeTrue();
    }
}
