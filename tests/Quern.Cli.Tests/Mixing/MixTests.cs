using System.Text.Json;

namespace Quern.Cli.Tests.Mixing;

/// <summary><c>quern mix</c> as it is typed.</summary>
public sealed class MixTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public MixTests()
    {
        _quern.Write("a.jsonl", MixingRows.Of("a", 100));
        _quern.Write("b.jsonl", MixingRows.Of("b", 50));
        _quern.Write("c.jsonl", MixingRows.Of("c", 10));
    }

    public void Dispose() => _quern.Dispose();

    [Theory]
    [InlineData(30, 20, "a.jsonl:60", "b.jsonl:40", "--total", "50")]
    [InlineData(30, 20, "x=a.jsonl:0.6", "y=b.jsonl:0.4", "--total", "50")]
    [InlineData(30, 20, "a.jsonl:60%", "b.jsonl:40%", "--total", "50")]
    [InlineData(75, 50, "a.jsonl:60", "b.jsonl:40")]
    [InlineData(7, 3, "a.jsonl:7", "b.jsonl:3", "--counts")]
    [InlineData(12, 4, "a.jsonl", "b.jsonl", "--shares", "a=3", "--shares", "b=1", "--total", "16")]
    [InlineData(12, 4, "a.jsonl", "b.jsonl", "--rows", "a=12", "--rows", "b=4")]
    [InlineData(100, 50, "a.jsonl", "b.jsonl", "--temperature", "1")]
    [InlineData(20, 0, "a.jsonl:1", "b.jsonl:0", "--total", "20")]
    public void Rows_come_in_the_numbers_asked_for(int a, int b, params string[] arguments)
    {
        var outcome = _quern.Run(["mix", .. arguments, "-o", "out.jsonl"]);
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        (_quern.Count("out.jsonl", "a"), _quern.Count("out.jsonl", "b")).ShouldBe((a, b));
        _quern.Lines("out.jsonl").Length.ShouldBe(a + b);
        (File.Exists(_quern.At("out.rejects.jsonl")) ? _quern.Lines("out.rejects.jsonl").Length : 0).ShouldBe(150 - a - b);
    }

    [Theory]
    [InlineData("stop", 15, 10, 3)]
    [InlineData("repeat", 60, 40, 0)]
    [InlineData("take", 60, 10, 0)]
    [InlineData("fill", 90, 10, 0)]
    public void A_source_that_is_short(string whenShort, int a, int c, int exit)
    {
        var outcome = _quern.Run("mix", "a.jsonl:60", "c.jsonl:40", "--total", "100", "--when-short", whenShort, "-o", "out.jsonl");
        outcome.Exit.ShouldBe(exit, outcome.Errors);
        (_quern.Count("out.jsonl", "a"), _quern.Count("out.jsonl", "c")).ShouldBe((a, c));
        outcome.Errors.Contains("the mix has 25 of 100 rows: c has 10 rows", StringComparison.Ordinal).ShouldBe(exit == 3, outcome.Errors);
    }

    [Fact]
    public void Repeats_that_do_not_suffice_are_3_and_the_scarcest_source_is_named()
    {
        var outcome = _quern.Run("mix", "a.jsonl:60", "c.jsonl:40", "--total", "500", "--when-short", "repeat", "--epochs", "2", "-o", "out.jsonl");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        outcome.Errors.ShouldContain("the mix has 50 of 500 rows: c has 10 rows, each taken up to 2 times");
        _quern.Values("out.jsonl", "id").GroupBy(static id => id).Where(static g => g.Key[0] == 'c').ShouldAllBe(static g => g.Count() == 2);
        using var stats = JsonDocument.Parse(_quern.Read("out.stats.json"));
        stats.RootElement.GetProperty("steps")[1].GetProperty("total").GetProperty("made").GetInt32().ShouldBe(10);
    }

    [Fact]
    public void Sources_that_all_are_used_up_are_3_also_when_they_fill()
    {
        _quern.Run("mix", "a.jsonl:60", "c.jsonl:40", "--total", "500", "--when-short", "fill", "-o", "out.jsonl").Exit.ShouldBe(3);
        _quern.Lines("out.jsonl").Length.ShouldBe(110);
    }

    [Fact]
    public void A_name_may_hold_a_colon_and_one_that_ends_like_a_share_is_a_file()
    {
        _quern.Write("we:ird.jsonl", MixingRows.Of("w", 20));
        _quern.Write("notes:30", MixingRows.Of("n", 20));
        var outcome = _quern.Run("mix", "we:ird.jsonl:50", "notes:30:50", "--total", "10", "--mark", "from", "-o", "out.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        (_quern.Count("out.jsonl", "w"), _quern.Count("out.jsonl", "n")).ShouldBe((5, 5));
        _quern.Values("out.jsonl", "from").Distinct().Order(StringComparer.Ordinal).ShouldBe(["notes:30", "we:ird"]);
        var bare = _quern.Run("mix", "notes:30", "a.jsonl:1", "-o", "bare.jsonl");
        bare.Exit.ShouldBe(2);
        bare.Errors.ShouldContain("Some sources have a share behind a colon and some have none: notes:30.");
    }

    [Fact]
    public void Folders_globs_and_compressed_files_are_sources()
    {
        _quern.Run("convert", "a.jsonl", "-o", "in/a.jsonl.gz").Exit.ShouldBe(0);
        _quern.Run("convert", "b.jsonl", "-o", "b.parquet").Exit.ShouldBe(0);
        _quern.Write("many/1.jsonl", MixingRows.Of("m", 5));
        _quern.Write("many/2.jsonl", MixingRows.Of("m", 5, from: 5));
        var outcome = _quern.Run("mix", "in/a.jsonl.gz:1", "b.parquet:1", "many:1", "glob=c*.jsonl:1", "--total", "40", "--mark", "from", "-o", "out.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Values("out.jsonl", "from").CountBy(static v => v).Order(Comparer<KeyValuePair<string, int>>.Create(static (x, y) => string.CompareOrdinal(x.Key, y.Key)))
            .ShouldBe([new("a", 10), new("b", 10), new("glob", 10), new("many", 10)]);
    }

    [Fact]
    public void Standard_input_is_a_source()
    {
        var outcome = _quern.RunWith(File.ReadAllBytes(_quern.At("b.jsonl")), "mix", "new=-:50", "a.jsonl:50", "--mark", "from", "-o", "out.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Values("out.jsonl", "from").CountBy(static v => v).OrderBy(static c => c.Key, StringComparer.Ordinal).ShouldBe([new("a", 50), new("new", 50)]);
    }

    [Theory]
    [InlineData("out.jsonl.gz")]
    [InlineData("out.parquet")]
    [InlineData("out.csv")]
    public void Every_format_is_written_with_its_checksum(string output)
    {
        var outcome = _quern.Run("mix", "a.jsonl:60", "b.jsonl:40", "--total", "50", "-o", output, "--json");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        using var json = JsonDocument.Parse(outcome.OutputBytes);
        _quern.ShouldAgreeWithFiles(json.RootElement.GetProperty("outputs"));
        _quern.Run("convert", output, "-o", "again.jsonl").Exit.ShouldBe(0);
        (_quern.Count("again.jsonl", "a"), _quern.Count("again.jsonl", "b")).ShouldBe((30, 20));
    }

    [Fact]
    public void Without_an_output_the_rows_go_to_standard_output_and_the_table_does_not()
    {
        var outcome = _quern.Run("mix", "a.jsonl:1", "b.jsonl:1", "--total", "10");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(10);
        outcome.Errors.ShouldContain("50.00%");
        outcome.Errors.ShouldContain("requested");
    }

    [Fact]
    public void Json_says_all_of_it_and_nothing_else_is_printed()
    {
        var outcome = _quern.Run("mix", "a.jsonl:2", "c.jsonl:1", "--total", "60", "--when-short", "repeat", "--json", "-o", "out.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldBeEmpty();
        using var json = JsonDocument.Parse(outcome.OutputBytes);
        json.RootElement.GetProperty("steps")[1].GetProperty("details").GetProperty("shares").GetRawText().ShouldBeJson("""
            [
              {"name":"a","rows":40,"requested":0.666667,"achieved":0.666667,"available":100,"epochs":0.4},
              {"name":"c","rows":20,"requested":0.333333,"achieved":0.333333,"available":10,"epochs":2}
            ]
            """);
        json.RootElement.GetProperty("rows").GetRawText().ShouldBeJson("""{"read":110,"kept":60,"dropped":60,"quarantined":0}""");
        using var stats = JsonDocument.Parse(_quern.Read("out.stats.json"));
        _quern.ShouldAgreeWithFiles(stats.RootElement.GetProperty("outputs"));
    }

    [Fact]
    public void The_same_bytes_come_on_any_number_of_cores_and_for_the_same_seed_only()
    {
        _quern.Write("large.jsonl", MixingRows.Of("l", 60_000));
        byte[] Mixed(string workers, string seed)
        {
            var outcome = _quern.Run("mix", "large.jsonl:3", "a.jsonl:1", "--total", "400", "--when-short", "repeat", "--workers", workers, "--seed", seed, "-o", "out.jsonl", "--force", "--no-rejects");
            outcome.Exit.ShouldBe(0, outcome.Errors);
            return File.ReadAllBytes(_quern.At("out.jsonl"));
        }

        var one = Mixed("1", "7");
        Mixed("4", "7").ShouldBe(one);
        Mixed("4", "8").ShouldNotBe(one);
        File.Exists(_quern.At("out.rejects.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public void Broken_rows_are_set_aside_and_do_not_count_as_available()
    {
        _quern.Write("c.jsonl", MixingRows.Of("c", 10) + "{broken\n");
        var outcome = _quern.Run("mix", "a.jsonl:1", "c.jsonl:1", "-o", "out.jsonl");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        _quern.Lines("out.jsonl").Length.ShouldBe(20);
        _quern.Read("out.rejects.jsonl").ShouldContain("invalid-json");
        _quern.Run("mix", "a.jsonl:1", "c.jsonl:1", "-o", "again.jsonl", "--tolerance", "1%").Exit.ShouldBe(0);
    }

    [Fact]
    public void A_source_without_rows_ends_the_mix_with_1_and_leaves_nothing()
    {
        _quern.Write("empty.jsonl", "");
        var outcome = _quern.Run("mix", "empty.jsonl:1", "a.jsonl:1", "-o", "new/out.jsonl");
        outcome.Exit.ShouldBe(1);
        outcome.Errors.ShouldContain("The mix has no rows: empty gave none.");
        Directory.Exists(_quern.At("new")).ShouldBeFalse();
    }
}
