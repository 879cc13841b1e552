using Quern.Rows;

namespace Quern.Tests.Running;

public sealed class ResumeTests
{
    // Two row segments, two set steps, drops, quarantines and rows made: whatever a report can hold.
    private const string Steps = "  - edge: {}\n  - sample: { n: 90 }\n  - edge-again: {}\n  - shuffle: {}\n  - last: {}\n";

    [Fact]
    public void A_run_that_fails_at_any_row_and_goes_on_leaves_the_same_bytes_and_report()
    {
        using var whole = Bench(static (_, _) => { });
        whole.Run(Steps).Complete.ShouldBeFalse();
        var expected = whole.Report();
        foreach (var (step, ordinal) in new[] { ("edge", 0L), ("edge", 69), ("edge", 70), ("edge", 119), ("edge-again", 0), ("edge-again", 100), ("last", 0), ("last", 100) })
        {
            var broken = true;
            using var bench = Bench((at, place) =>
            {
                if (broken && at == step && place.Ordinal >= ordinal)
                {
                    throw new RunFault("The power went.");
                }
            });
            Should.Throw<RunFault>(() => bench.Run(Steps, workers: 3)).Message.ShouldContain("power");
            File.Exists(bench.Output).ShouldBeFalse();
            File.Exists(Path.Combine(bench.Folder, "ledger.json")).ShouldBeFalse();
            broken = false;
            bench.Run(Steps, workers: 2);
            bench.Report().ShouldBe(expected, $"{step} {ordinal}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_number_of_workers_changes_nothing(int workers)
    {
        using var one = Bench(static (_, _) => { });
        using var many = Bench(static (_, _) => { });
        one.Run(Steps, workers: 2);
        many.Run(Steps, workers);
        many.Report().ShouldBe(one.Report());
    }

    [Fact]
    public void A_finished_run_does_nothing_when_run_again()
    {
        var rows = 0;
        using var bench = Bench((_, _) => Interlocked.Increment(ref rows));
        bench.Run(Steps).UpToDate.ShouldBeFalse();
        var before = (rows, bench.Report(), File.GetLastWriteTimeUtc(bench.Output));
        bench.Run(Steps).UpToDate.ShouldBeTrue();
        (rows, bench.Report(), File.GetLastWriteTimeUtc(bench.Output)).ShouldBe(before);
    }

    [Theory]
    [InlineData("out.jsonl")]
    [InlineData("run/ledger.json")]
    [InlineData("run/stats.json")]
    [InlineData("run/rejects/edge.jsonl")]
    [InlineData("run/outputs.json.and-output")]
    public void What_is_missing_is_written_again(string lost)
    {
        using var bench = Bench(static (_, _) => { });
        bench.Run(Steps);
        var expected = bench.Report();
        var path = Path.Combine(bench.Root, lost.Replace(".and-output", "", StringComparison.Ordinal));
        File.Delete(path);
        if (lost.EndsWith("and-output", StringComparison.Ordinal))
        {
            File.Delete(bench.Output);
        }

        bench.Run(Steps).UpToDate.ShouldBeFalse();
        bench.Report().ShouldBe(expected);
    }

    [Fact]
    public void A_run_killed_behind_the_last_rename_knows_the_output_for_its_own()
    {
        using var bench = Bench(static (_, _) => { });
        bench.Run(Steps);
        var expected = bench.Report();
        // As the kill leaves it: the output has its name, the record only announces it.
        var record = Path.Combine(bench.Folder, "outputs.json");
        File.WriteAllText(record, File.ReadAllText(record).Replace("\"finished\": true", "\"finished\": false", StringComparison.Ordinal));
        File.Delete(Path.Combine(bench.Folder, "ledger.json"));
        bench.Run(Steps);
        bench.Report().ShouldBe(expected);
    }

    [Fact]
    public void An_output_that_somebody_changed_is_not_replaced()
    {
        using var bench = Bench(static (_, _) => { });
        bench.Run(Steps);
        File.AppendAllText(bench.Output, "{}\n");
        Should.Throw<RecipeFault>(() => bench.Run(Steps)).Message.ShouldContain("--force");
        bench.OutputLines()[^1].ShouldBe("{}");
    }

    [Fact]
    public void Another_recipe_in_the_same_folder_replaces_its_output_and_back_again()
    {
        using var bench = Bench(static (_, _) => { });
        bench.Run(Steps);
        var first = bench.Report();
        bench.Run("  - edge: {}\n").UpToDate.ShouldBeFalse();
        bench.Report().ShouldNotBe(first);
        bench.Run(Steps).UpToDate.ShouldBeFalse();
        bench.Report().ShouldBe(first);
    }

    [Fact]
    public void Rejects_that_were_only_counted_are_written_when_they_are_wanted()
    {
        using var bench = Bench(static (_, _) => { });
        using var other = Bench(static (_, _) => { });
        bench.Run(Steps, rejects: false);
        Directory.Exists(Path.Combine(bench.Folder, "rejects")).ShouldBeFalse();
        bench.Run(Steps);
        other.Run(Steps);
        bench.Report().ShouldBe(other.Report());
    }

    private static RunBench Bench(Action<string, Place> onRow)
    {
        var bench = new RunBench();
        foreach (var name in new[] { "edge", "edge-again", "last" })
        {
            bench.With(name, (row, output) =>
            {
                onRow(name, row.Place);
                switch ((row.Place.Ordinal + name.Length) % 11)
                {
                    case 0:
                        output.Drop(row, "eleventh");
                        break;
                    case 1:
                        throw new FormatException("odd");
                    case 2 when name == "edge":
                        output.Keep(row);
                        output.Keep(row.With([.. row.Json[..^1], .. ",\n\"copy\":1}"u8]));
                        break;
                    default:
                        output.Keep(row);
                        break;
                }
            });
        }

        bench.WriteRows("in1.jsonl", 70);
        bench.WriteRows("in2.jsonl", 50, from: 70);
        File.AppendAllText(Path.Combine(bench.Root, "in1.jsonl"), "not json\n");
        return bench;
    }
}
