using System.IO.Compression;
using System.Text;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Tests.Running;

public sealed class FateTests
{
    [Fact]
    public void A_step_that_loses_a_row_fails_the_run_and_is_named()
    {
        using var bench = new RunBench().With("sieve", static (row, output) =>
        {
            if (row.Place.Ordinal != 5)
            {
                output.Keep(row);
            }
        });
        bench.WriteRows("in.jsonl", 9);
        var fault = Should.Throw<RunFault>(() => bench.Run("  - sieve: {}\n"));
        fault.Message.ShouldContain("sieve lost row 5 of source in");
        File.Exists(bench.Output).ShouldBeFalse();
    }

    [Fact]
    public void A_set_step_that_loses_a_row_fails_the_run_every_time()
    {
        using var bench = new RunBench();
        bench.WriteRows("in.jsonl", 9);
        var set = StepEntry.Set<NoOptions>("hole", "A double.", static (_, _) => new Hole());
        for (var i = 0; i < 2; i++)
        {
            Should.Throw<RunFault>(() => bench.Verb(Path.Combine(bench.Root, "in.jsonl"), set)).Message.ShouldContain("hole");
        }

        File.Exists(bench.Output).ShouldBeFalse();
        Directory.GetFileSystemEntries(bench.Root).Length.ShouldBe(1);
    }

    [Fact]
    public void A_step_that_throws_quarantines_the_row_even_when_it_gave_up_waiting()
    {
        using var bench = new RunBench().With("moody", static (row, output) =>
        {
            if (row.Place.Ordinal % 2 == 0)
            {
                throw row.Place.Ordinal == 0 ? new TaskCanceledException("too slow") : new FormatException("odd");
            }

            output.Keep(row);
        });
        bench.WriteRows("in.jsonl", 4);
        var result = bench.Run("  - moody: {}\n", more: "tolerance: 50%\n");
        (result.Ledger.Kept, result.Ledger.Quarantined, result.ExitCode).ShouldBe((2, 2, 0));
        bench.Rejects("moody").ShouldContain("TaskCanceledException: too slow");
    }

    [Fact]
    public void More_quarantined_rows_than_tolerated_make_the_run_incomplete()
    {
        using var bench = new RunBench();
        bench.Write("in.jsonl", "{\"a\":1}\nbroken\n{\"a\":2}\n{\"a\":3}\n");
        bench.Run("  - shuffle: {}\n").ExitCode.ShouldBe(3);
        bench.Run("  - shuffle: {}\n", more: "tolerance: 0.25\n").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Rejects_hold_the_row_and_why_in_the_form_it_allows()
    {
        using var bench = new RunBench().With("odd", static (row, output) =>
        {
            if (row.Json.IndexOf("drop"u8) >= 0)
            {
                output.Drop(row, "asked");
            }
            else
            {
                output.Quarantine(row, new RowFault("sick", "It said \"no\"."));
            }
        });
        var path = bench.Write("in.jsonl", "{\"id\":\"a\",\"source_dataset\":\"s\",\"drop\":1}\n\nnot \"json\"\n{\"id\":\"b\",\"source_dataset\":\"s\"}\n");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path), 0xff, 0xfe, (byte)'\n']);
        bench.Run("  - odd: {}\n");
        bench.Rejects("odd").ShouldBe(
            "{\"step\":\"odd\",\"fate\":\"dropped\",\"reason\":\"asked\",\"source\":\"in\",\"ordinal\":0,\"row\":{\"id\":\"a\",\"source_dataset\":\"s\",\"drop\":1}}\n"
            + "{\"step\":\"odd\",\"fate\":\"quarantined\",\"reason\":\"sick\",\"source\":\"in\",\"ordinal\":2,\"fault\":\"It said \\\"no\\\".\",\"row\":{\"id\":\"b\",\"source_dataset\":\"s\"}}\n");
        var read = bench.Rejects("read");
        read.ShouldContain($"\"at\":\"{path}:3\",\"raw\":\"not \\\"json\\\"\"}}");
        read.ShouldContain($"\"reason\":\"invalid-utf8\",\"source\":\"in\",\"ordinal\":3");
        read.ShouldContain($"\"raw_base64\":\"{Convert.ToBase64String([0xff, 0xfe])}\"");
    }

    [Fact]
    public void A_maximum_counts_across_the_files_of_a_source()
    {
        using var bench = new RunBench();
        bench.WriteRows("in1.jsonl", 30);
        bench.WriteRows("in2.jsonl", 30, from: 30);
        bench.WriteRows("in3.jsonl", 30, from: 60);
        var result = bench.Run("  - filter: { field: n, exists: true }\n", sources: "  - files: in*.jsonl\n    name: s\n    max: 41\n");
        result.Ledger.Read.ShouldBe(41);
        bench.OutputLines()[^1].ShouldContain("\"n\":40,");
        bench.OutputLines()[^1].ShouldContain("\"id\":\"s-40\"");
    }

    [Fact]
    public void A_source_that_breaks_off_makes_a_recipe_incomplete_until_it_is_mended_and_stops_a_verb()
    {
        using var bench = new RunBench();
        bench.WriteRows("in1.jsonl", 20);
        var whole = Gzip(string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"{{\"n\":{i * 7919L}}}\n")));
        var path = Path.Combine(bench.Root, "in2.jsonl.gz");
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Should.Throw<SourceFault>(() => bench.Verb(path)).Message.ShouldContain("in2.jsonl.gz");
        File.Exists(bench.Output).ShouldBeFalse();

        const string Sources = "  - files: in1.jsonl\n  - files: in2.jsonl.gz\n";
        var result = bench.Run("  - shuffle: {}\n", sources: Sources);
        result.ExitCode.ShouldBe(3);
        result.Ledger.ShortSources["in2"].ShouldContain("breaks off");
        result.Ledger.Read.ShouldBeGreaterThan(20);
        bench.Run("  - shuffle: {}\n", sources: Sources).ExitCode.ShouldBe(3);

        File.WriteAllBytes(path, whole);
        result = bench.Run("  - shuffle: {}\n", sources: Sources);
        (result.ExitCode, result.Ledger.Kept).ShouldBe((0, 20_020));
    }

    [Fact]
    public void A_verb_whose_rejects_would_replace_its_input_is_refused()
    {
        using var bench = new RunBench();
        var input = bench.WriteRows("out.rejects.jsonl", 3);
        Should.Throw<RecipeFault>(() => bench.Verb(input)).Message.ShouldContain("is an input");
        File.ReadAllLines(input).Length.ShouldBe(3);
    }

    [Fact]
    public void A_ledger_that_does_not_close_says_where()
    {
        var ledger = new Ledger();
        ledger.Step("read").Sources["s"] = new RowCounts { In = 3, Out = 3 };
        ledger.Step("next").Sources["s"] = new RowCounts { In = 3, Out = 3 };
        ledger.OpenEnd().ShouldBeNull();
        ledger.Step("next").Sources["s"].Out = 2;
        ledger.OpenEnd()!.ShouldContain("step next, source s");
        ledger.Step("next").Sources["s"].In = 2;
        ledger.OpenEnd()!.ShouldContain("3 rows left step read, but 2 reached step next");
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private sealed class Hole : SetStep
    {
        public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
            => rows.ForEach(row => { if (row.Place.Ordinal != 3) { output.Keep(row); } }, cancel);
    }
}
