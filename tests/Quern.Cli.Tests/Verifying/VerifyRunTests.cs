namespace Quern.Cli.Tests.Verifying;

/// <summary>Runs of recipes and their folders, and what lies beside files.</summary>
public sealed class VerifyRunTests : IDisposable
{
    private const string Recipe = """
        name: mill
        sources:
          - files: rows.jsonl
        steps:
          - filter: { field: quality_score, min: 8 }
        outputs:
          - jsonl: out/mill.jsonl
          - parquet: out/mill.parquet
        targets:
          min-rows: 20
          max-duplicates: 1%
        """;

    private readonly VerifyProgram _verify = new();

    public VerifyRunTests()
    {
        _verify.Write("rows.jsonl", CleanRows.Of(CleanRows.Instruction, 30));
        _verify.Quern.Write("mill.yaml", Recipe);
    }

    public void Dispose() => _verify.Dispose();

    [Fact]
    public void The_outputs_of_a_run_are_verified_by_its_folder_or_its_recipe()
    {
        _verify.Do("run", "mill.yaml");
        var result = _verify.Passes("runs/mill");
        result.GetProperty("ledgers")[0].GetString().ShouldBe("runs/mill/ledger.json");
        result.GetProperty("targets").GetArrayLength().ShouldBe(0);

        // Both files hold the same rows: they are no duplicates of each other, and count once.
        result.GetProperty("sets").EnumerateArray().Select(static s => s.GetProperty("rows").GetInt64()).ShouldBe([20, 20]);
        _verify.Passes("--recipe", "mill.yaml").GetProperty("targets").EnumerateArray().Select(static t => t.GetProperty("found").GetString()).ShouldBe(["20", "0.00 %"]);
        _verify.Fails("--recipe", "mill.yaml", "--min-rows", "21").ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_output_of_a_run_is_found()
    {
        _verify.Do("run", "mill.yaml");
        var told = _verify.Planted(() => _verify.Write("out/mill.jsonl", _verify.Quern.Lines("out/mill.jsonl")[1..]), "runs/mill");
        told.Select(static t => (t.Kind, Path.GetFileName(t.File))).ShouldBe([("row-count", "mill.jsonl")]);
        File.Delete(_verify.Quern.At("out/mill.parquet"));
        _verify.Fails("--recipe", "mill.yaml", "--min-rows", "1").Select(static t => t.Kind).ShouldBe(["missing-file", "row-count"]);
        _verify.Fails("out/mill.jsonl", "--against", "runs/mill/ledger.json").Select(static t => t.Kind).ShouldBe(["row-count"]);
    }

    [Fact]
    public void A_run_that_is_not_finished_is_refused()
    {
        Refused("mill has no ledger", "--recipe", "mill.yaml");
        _verify.Do("run", "mill.yaml");
        File.Delete(_verify.Quern.At("runs/mill/ledger.json"));
        Refused("the run is not finished", "runs/mill");
        Refused("the run is not finished", "--recipe", "mill.yaml");
    }

    [Fact]
    public void A_run_whose_files_are_gone_is_refused()
    {
        _verify.Do("run", "mill.yaml");
        Directory.Delete(_verify.Quern.At("out"), recursive: true);
        Refused("None of the files that", "runs/mill");
    }

    [Theory]
    [InlineData("min-row: 20", "mill.yaml:10:3", "min-rows")]
    [InlineData("min-rows: many", "mill.yaml:10:", "min-rows")]
    [InlineData("max-duplicates: 200%", "mill.yaml:10:", "a share such as 0.01 or 1%")]
    [InlineData("min-mean-quality: 11", "mill.yaml:10:", "a number from 1 to 10")]
    [InlineData("preset: nothing", "mill.yaml:10:", "curated-instruct")]
    [InlineData("preset: { a: 1 }", "mill.yaml:10:", "preset expects a name")]
    [InlineData("max-cost: much", "mill.yaml:10:", "an amount in USD")]
    public void Wrong_targets_of_a_recipe_are_told_with_their_line(string target, string place, string expected)
    {
        _verify.Quern.Write("mill.yaml", Recipe[..Recipe.IndexOf("  min-rows", StringComparison.Ordinal)] + "  " + target + "\n");
        Refused(expected, "--recipe", "mill.yaml").ShouldContain(place);
    }

    [Fact]
    public void Targets_that_are_no_names_with_values_are_refused()
    {
        _verify.Quern.Write("mill.yaml", Recipe[..Recipe.IndexOf("targets:", StringComparison.Ordinal)] + "targets: [a]\n");
        Refused("targets expects names and values", "--recipe", "mill.yaml");
    }

    [Fact]
    public void A_recipe_gives_targets_to_files_that_are_named()
    {
        _verify.Passes("rows.jsonl", "--recipe", "mill.yaml").GetProperty("targets").GetArrayLength().ShouldBe(2);
        _verify.Quern.Write("mill.yaml", Recipe.Replace("min-rows: 20", "preset: curated-instruct\n  min-rows: 31", StringComparison.Ordinal));
        var targets = _verify.Run("rows.jsonl", "--recipe", "mill.yaml").Result.GetProperty("targets");
        targets.EnumerateArray().Select(static t => t.GetProperty("wanted").GetString()).ShouldBe(["at least 31, 600,000 aimed at", "at least 8", "at most 1.00 %", "at least 3", "at most 150 USD"]);
    }

    [Theory]
    [InlineData("{\"rows\":3}")]
    [InlineData("{\"steps\":[]}")]
    [InlineData("{\"steps\":[null]}")]
    [InlineData("{\"steps\":[{\"name\":\"pull\"}]}")]
    [InlineData("{\"steps\":5,\"outputs\":\"x\"}")]
    [InlineData("[1,2,3]")]
    [InlineData("null")]
    public void Statistics_of_other_programs_are_passed_over(string stats)
    {
        _verify.Quern.Write("rows.stats.json", stats);
        _verify.Passes("rows.jsonl").GetProperty("ledgers").GetArrayLength().ShouldBe(0);
        var outcome = _verify.Quern.Run("verify", "rows.jsonl", "--against", "rows.stats.json");
        outcome.Exit.ShouldBeOneOf(1, 2);
        outcome.Errors.ShouldNotContain("unexpected fault");

        // Other verbs that look for a ledger beside a file pass it over too.
        _verify.Do("stats", "rows.jsonl");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"steps\":[{\"lab")]
    [InlineData("{\"steps\":[{\"label\":\"read\",\"sources\":{\"a\":{\"in\":\"many\"}}}]}")]
    public void A_damaged_ledger_is_a_broken_file(string stats)
    {
        _verify.Do("convert", "rows.jsonl", "-o", "out.jsonl");
        _verify.Planted(() => _verify.Quern.Write("out.stats.json", stats), "out.jsonl").ShouldBe([new Told("broken-file", "out.stats.json", 0, null)]);
        var outcome = _verify.Quern.Run("verify", "out.jsonl", "--against", "out.stats.json");
        outcome.Exit.ShouldBe(1);
        outcome.Errors.ShouldContain("out.stats.json is damaged");
    }

    [Theory]
    [InlineData("{\"cost_usd\":\"much\",\"group\":[1,\"..\"],\"field\":7}")]
    [InlineData("{\"when_short\":1,\"shares\":[1,{\"name\":5},{\"name\":\"a\",\"achieved\":\"x\"}]}")]
    [InlineData("{\"shares\":{},\"when_short\":\"take\",\"group\":\"talk\"}")]
    public void Odd_details_of_a_ledger_do_no_harm(string details)
    {
        _verify.Do("convert", "rows.jsonl", "-o", "out.jsonl");
        var text = _verify.Quern.Read("out.stats.json");
        _verify.Quern.Write("out.stats.json", text.Replace("\"label\": \"read\",", $"\"label\": \"read\", \"details\": {details},", StringComparison.Ordinal));
        _verify.Quern.Read("out.stats.json").ShouldNotBe(text);
        _verify.Passes("out.jsonl").GetProperty("ledgers").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Datasets_of_other_shapes_lie_in_folders_of_their_own()
    {
        _verify.Write("all/chat/train.jsonl", CleanRows.Of(CleanRows.Chat, 20)[..14]);
        _verify.Write("all/chat/test.jsonl", CleanRows.Of(CleanRows.Chat, 20)[14..]);
        _verify.Write("all/pairs/data.jsonl", CleanRows.Of(CleanRows.Preference));
        _verify.Write("all/deep/plans/data.jsonl", CleanRows.Of(CleanRows.Plan));
        _verify.Write("all/.hidden/data.jsonl", ["{broken"]);
        _verify.Do("convert", "rows.jsonl", "-o", "all/table/rows.parquet");
        var sets = _verify.Passes("all").GetProperty("sets");
        sets.EnumerateArray().Select(static s => (s.GetProperty("name").GetString(), s.GetProperty("rows").GetInt64())).ShouldBe(
            [("all/chat", 20L), ("all/deep/plans/data.jsonl", 12L), ("all/pairs/data.jsonl", 12L), ("all/table/rows.parquet", 30L)], ignoreOrder: true);
    }

    [Fact]
    public void A_score_that_counts_something_else_is_left_alone()
    {
        _verify.Write("votes.jsonl", Enumerable.Range(1, 20).Select(static i => CleanRows.Plain(i).Replace("\"text\"", $"\"score\":{i * 5 - 40},\"text\"", StringComparison.Ordinal)));
        _verify.Passes("votes.jsonl").GetProperty("sets")[0].TryGetProperty("mean_quality", out var mean).ShouldBeTrue();
        mean.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        _verify.Fails("votes.jsonl", "--score", "score").ShouldAllBe(static t => t.Kind == "score-out-of-range");
    }

    private string Refused(string expected, params string[] arguments)
    {
        var outcome = _verify.Quern.Run(["verify", .. arguments]);
        outcome.Exit.ShouldBe(2, outcome.Output);
        outcome.Errors.ShouldContain(expected);
        return outcome.Errors;
    }
}
