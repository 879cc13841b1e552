using System.IO.Compression;
using System.Text.Json;
using Quern.Recipes;
using Quern.Rows;

namespace Quern.Tests.Running;

public sealed class BlendTests
{
    private const string ThreeToOne = "  - { name: a, files: a.jsonl, weight: 3 }\n  - { name: b, files: b.jsonl, weight: 1 }\n";

    [Fact]
    public void Rows_come_interleaved_by_weight_and_end_at_the_target()
    {
        using var bench = Bench();
        var result = bench.Run("", sources: ThreeToOne, more: "target: 10\n");
        Order(bench).ShouldBe("a0 a1 a2 b0 a3 a4 a5 b1 a6 a7");
        result.Complete.ShouldBeTrue();
        (result.Ledger.Read, result.Ledger.Kept).ShouldBe((10, 10));
    }

    [Fact]
    public void A_source_that_ends_leaves_its_turn_to_the_others()
    {
        using var bench = Bench();
        bench.Write("b.jsonl", "{\"n\":0}\n{\"n\":1}\n");
        bench.Run("", sources: ThreeToOne, more: "target: 12\n");
        Order(bench).ShouldBe("a0 a1 a2 b0 a3 a4 a5 b1 a6 a7 a8 a9");
    }

    [Fact]
    public void A_maximum_ends_a_source_and_one_that_fills_comes_last()
    {
        using var bench = Bench();
        var result = bench.Run("", sources: "  - { name: c, files: b.jsonl, fill: true }\n  - { name: a, files: a.jsonl, max: 2 }\n  - { name: b, files: b.jsonl, max: 4 }\n", more: "target: 9\n");
        Order(bench).ShouldBe("b0 a0 b1 b2 a1 b3 c0 c1 c2");
        result.Complete.ShouldBeTrue();
    }

    [Fact]
    public void A_rest_goes_on_behind_the_maximum()
    {
        using var bench = Bench();
        bench.Run("", sources: "  - { name: a, files: a.jsonl, max: 2, fill: rest }\n  - { name: b, files: b.jsonl, max: 2 }\n", more: "target: 7\n");
        Order(bench).ShouldBe("a0 b0 a1 b1 a2 a3 a4");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void With_steps_that_drop_rows_the_target_is_met_exactly_whatever_the_workers(int workers)
    {
        using var one = Bench();
        using var many = Bench();
        foreach (var target in new[] { 1, 2, 63, 64, 65, 200 })
        {
            var result = one.Run("  - odd: {}\n", 1, ThreeToOne, $"tolerance: 1\ntarget: {target}\n");
            many.Run("  - odd: {}\n", workers, ThreeToOne, $"tolerance: 1\ntarget: {target}\n", portion: 64);
            many.Report().ShouldBe(one.Report(), $"target {target}");
            one.OutputLines().Length.ShouldBe(target);
            result.Complete.ShouldBeTrue();
            // Nothing behind the last row that came out counts as read.
            (result.Ledger.Read - result.Ledger.Dropped - result.Ledger.Quarantined).ShouldBe(target);
            File.ReadAllText(one.Output).ShouldNotContain("\"n\":3,");
            (target < 60 ? "" : one.Rejects("odd")).ShouldNotContain($"\"n\":{JsonDocument.Parse(one.OutputLines()[^1]).RootElement.GetProperty("n").GetInt64() + 1}}}");
        }
    }

    [Fact]
    public void The_portions_do_not_show_in_what_comes_out()
    {
        using var small = Bench();
        using var large = Bench();
        foreach (var (bench, portion) in new[] { (small, 7L), (large, 100_000) })
        {
            bench.Run("  - odd: {}\n", 3, ThreeToOne, "tolerance: 1\ntarget: 230\n", portion: portion);
        }

        small.Report().ShouldBe(large.Report());
    }

    [Fact]
    public void A_target_out_of_reach_gives_a_short_result()
    {
        using var bench = Bench();
        var result = bench.Run("  - odd: {}\n", sources: ThreeToOne, more: "target: 100_000\n");
        result.Complete.ShouldBeFalse();
        result.ExitCode.ShouldBe(3);
        result.Ledger.Kept.ShouldBe(bench.OutputLines().Length);
        result.Ledger.Read.ShouldBe(1600);
    }

    [Fact]
    public void A_run_that_is_killed_at_any_row_goes_on_and_leaves_the_same_bytes()
    {
        using var whole = Bench();
        whole.Run("  - odd: {}\n", sources: ThreeToOne, more: "tolerance: 1\ntarget: 230\n", portion: 50);
        var expected = whole.Report();
        foreach (var ordinal in new[] { 0, 49, 50, 120, 200, 280 })
        {
            var broken = true;
            using var bench = Bench(place =>
            {
                if (broken && place.Source == 0 && place.Ordinal >= ordinal)
                {
                    throw new RunFault("The power went.");
                }
            });
            Should.Throw<RunFault>(() => bench.Run("  - odd: {}\n", 3, ThreeToOne, "tolerance: 1\ntarget: 230\n", portion: 50)).Message.ShouldContain("power");
            File.Exists(bench.Output).ShouldBeFalse();
            broken = false;
            bench.Run("  - odd: {}\n", sources: ThreeToOne, more: "tolerance: 1\ntarget: 230\n", portion: 50);
            bench.Report().ShouldBe(expected, $"row {ordinal}");
        }
    }

    [Fact]
    public void A_run_that_goes_on_does_not_work_on_rows_of_finished_portions_again()
    {
        var (broken, rows, first) = (true, 0L, long.MaxValue);
        using var bench = Bench(place =>
        {
            Interlocked.Increment(ref rows);
            first = place.Source == 0 ? Math.Min(first, place.Ordinal) : first;
            if (broken && place is { Source: 0, Ordinal: >= 160 })
            {
                throw new RunFault("The power went.");
            }
        });
        Should.Throw<RunFault>(() => bench.Run("  - odd: {}\n", 1, ThreeToOne, "tolerance: 1\ntarget: 230\n", portion: 50));
        (broken, first) = (false, long.MaxValue);
        bench.Run("  - odd: {}\n", 1, ThreeToOne, "tolerance: 1\ntarget: 230\n", portion: 50);
        first.ShouldBe(150);
        rows = 0;
        bench.Run("  - odd: {}\n", 1, ThreeToOne, "tolerance: 1\ntarget: 230\n", portion: 50).UpToDate.ShouldBeTrue();
        rows.ShouldBe(0);
    }

    [Fact]
    public void A_source_that_breaks_off_is_noted_and_the_others_go_on()
    {
        using var bench = Bench();
        using var other = Bench();
        foreach (var (b, workers) in new[] { (bench, 1), (other, 8) })
        {
            WriteBrokenOff(Path.Combine(b.Root, "b.jsonl.gz"), Path.Combine(b.Root, "b.jsonl"));
            var result = b.Run("  - odd: {}\n", workers, "  - { name: a, files: a.jsonl, weight: 3 }\n  - { name: b, files: b.jsonl.gz, weight: 1 }\n", "target: 500\n");
            result.Ledger.ShortSources.Keys.ShouldBe(["b"]);
            b.OutputLines().Length.ShouldBe(500);
            result.Complete.ShouldBeFalse();
        }

        other.Report().ShouldBe(bench.Report());
    }

    [Fact]
    public void Parquet_and_lines_of_text_mix_and_a_where_counts_only_what_was_passed()
    {
        using var bench = Bench();
        RowFlow.From(Path.Combine(bench.Root, "b.jsonl")).To(Path.Combine(bench.Root, "b.parquet"), cancel: TestContext.Current.CancellationToken);
        const string Sources = "  - { name: a, files: a.jsonl, columns: [n] }\n  - { name: b, files: b.parquet, columns: [n], where: n % 2 = 0 }\n";
        var result = bench.Run("", sources: Sources, more: "target: 9\n", portion: 4);
        Order(bench).ShouldBe("a0 b0 a1 b2 a2 b4 a3 b6 a4");
        bench.OutputLines()[1].ShouldBe("{\"n\":0,\"id\":\"b-0\",\"source_dataset\":\"b\"}");
        var b = result.Ledger.Steps[0].Sources["b"];
        (b.In, b.Out, b.Dropped["where"]).ShouldBe((7, 4, 3));
        result.Ledger.OpenEnd().ShouldBeNull();
    }

    [Fact]
    public void Broken_rows_are_named_by_their_own_file_and_line()
    {
        using var bench = Bench();
        bench.Write("b.jsonl", "{\"n\":0}\nnot json\n{\"n\":2}\n");
        bench.Run("", sources: ThreeToOne, more: "target: 9\n").Ledger.Quarantined.ShouldBe(1);
        bench.Rejects("read").ShouldContain("b.jsonl:2\"");
        bench.Rejects("read").ShouldContain("\"source\":\"b\",\"ordinal\":1");
    }

    [Fact]
    public void A_step_that_makes_several_rows_of_one_is_cut_at_the_target_and_says_so()
    {
        using var bench = Bench().With("thrice", static (row, output) =>
        {
            output.Keep(row);
            output.Keep(row);
            output.Keep(row);
        });
        var ledger = bench.Run("  - thrice: {}\n", sources: ThreeToOne, more: "target: 7\n").Ledger;
        Order(bench).ShouldBe("a0 a0 a0 a1 a1 a1 a2");
        (ledger.Read, ledger.Kept, ledger.Dropped).ShouldBe((3, 7, 2));
        ledger.OpenEnd().ShouldBeNull();
    }

    [Theory]
    [InlineData("target: 0\n", ThreeToOne, "", "a whole number from 1 on")]
    [InlineData("", ThreeToOne, "", "only in a recipe with a target")]
    [InlineData("target: 5\n", ThreeToOne, "  - shuffle: {}\n", "only steps that look at one row; shuffle does not")]
    [InlineData("target: 5\n", "  - { files: a.jsonl, fill: rest }\n", "", "it has none; say max")]
    [InlineData("target: 5\n", "  - { files: a.jsonl, fill: maybe }\n", "", "fill expects true")]
    [InlineData("target: 5\n", "  - { files: a.jsonl, fill: true }\n", "", "at least one must be read first")]
    [InlineData("target: 5\n", "  - { files: a.jsonl, weight: 2_000_000_000 }\n", "", "weight is at most")]
    public void What_makes_no_sense_is_a_fault(string more, string sources, string steps, string message)
    {
        using var bench = Bench();
        Should.Throw<RecipeFault>(() => bench.Run(steps, sources: sources, more: more)).Message.ShouldContain(message);
    }

    private static void WriteBrokenOff(string path, string from)
    {
        using var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionLevel.Fastest))
        {
            gzip.Write(File.ReadAllBytes(from));
        }

        var bytes = whole.ToArray();
        File.WriteAllBytes(path, bytes[..(bytes.Length / 8)]);
    }

    private static RunBench Bench(Action<Place>? onRow = null)
    {
        var bench = new RunBench().With("odd", (row, output) =>
        {
            onRow?.Invoke(row.Place);
            if (row.Place.Ordinal % 11 == 3)
            {
                output.Quarantine(row, new RowFault("eleventh", "Every eleventh row is."));
            }
            else if (row.Place.Ordinal % 3 == 1)
            {
                output.Drop(row, "third");
            }
            else
            {
                output.Keep(row);
            }
        });
        bench.WriteRows("a.jsonl", 1000);
        bench.WriteRows("b.jsonl", 600);
        return bench;
    }

    private static string Order(RunBench bench) => string.Join(' ', bench.OutputLines().Select(static line =>
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("source_dataset").GetString() + row.RootElement.GetProperty("n").GetInt64();
    }));
}
