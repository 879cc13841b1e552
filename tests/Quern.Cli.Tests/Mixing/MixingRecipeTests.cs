using System.Text.Json;

namespace Quern.Cli.Tests.Mixing;

/// <summary><c>mix</c> and <c>split</c> as steps of a recipe, and outputs with <c>{split}</c> in their path.</summary>
public sealed class MixingRecipeTests : IDisposable
{
    private const string Mixed = "mix: { shares: { a: 60, b: 40 }, total: 100, mark: from }";

    private readonly QuernProgram _quern = new();

    public MixingRecipeTests()
    {
        _quern.Write("a.jsonl", MixingRows.Of("a", 100));
        _quern.Write("b.jsonl", MixingRows.Of("b", 50));
    }

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void Every_part_is_a_file_also_behind_a_step_that_looks_at_rows()
    {
        Recipe(["jsonl: 'out/{split}.jsonl'", "jsonl: 'out/{split}.jsonl.gz'", "parquet: 'out/{split}/rows.parquet'", "csv: 'out/{split}.csv'"], Mixed, "split: { train: 0.8, test: 0.2, stratify: from }", "drop-fields: { fields: [n] }");
        var outcome = _quern.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        foreach (var (part, a, b) in new[] { ("train", 48, 32), ("test", 12, 8) })
        {
            (_quern.Count($"out/{part}.jsonl", "a"), _quern.Count($"out/{part}.jsonl", "b")).ShouldBe((a, b));
            _quern.Read($"out/{part}.jsonl").ShouldNotContain("\"n\"");
            foreach (var other in new[] { $"out/{part}.jsonl.gz", $"out/{part}/rows.parquet", $"out/{part}.csv" })
            {
                _quern.Run("convert", other, "-o", "again.jsonl", "--force").Exit.ShouldBe(0);
                _quern.Values("again.jsonl", "id").ShouldBe(_quern.Values($"out/{part}.jsonl", "id"));
            }
        }

        _quern.Values("out/train.jsonl", "id").Intersect(_quern.Values("out/test.jsonl", "id")).ShouldBeEmpty();
        using var stats = JsonDocument.Parse(_quern.Read("runs/r/stats.json"));
        stats.RootElement.GetProperty("outputs").GetArrayLength().ShouldBe(8);
        _quern.ShouldAgreeWithFiles(stats.RootElement.GetProperty("outputs"));
    }

    [Fact]
    public void A_rerun_changes_nothing_and_a_changed_share_is_done_anew()
    {
        Recipe(["jsonl: 'out/{split}.jsonl'"], Mixed, "split: { train: 80, test: 20 }");
        _quern.Run("run", "r.yaml").Exit.ShouldBe(0);
        var (bytes, written) = (_quern.Read("out/train.jsonl"), File.GetLastWriteTimeUtc(_quern.At("out/train.jsonl")));
        var again = _quern.Run("run", "r.yaml");
        again.Exit.ShouldBe(0);
        again.Errors.ShouldContain("up to date");
        (_quern.Read("out/train.jsonl"), File.GetLastWriteTimeUtc(_quern.At("out/train.jsonl"))).ShouldBe((bytes, written));
        Recipe(["jsonl: 'out/{split}.jsonl'"], Mixed, "split: { train: 70, test: 30 }");
        _quern.Run("run", "r.yaml").Exit.ShouldBe(0);
        (_quern.Lines("out/train.jsonl").Length, _quern.Lines("out/test.jsonl").Length).ShouldBe((70, 30));
    }

    [Fact]
    public void A_part_that_was_lost_is_written_again()
    {
        Recipe(["jsonl: 'out/{split}.jsonl'"], "split: {}");
        _quern.Run("run", "r.yaml").Exit.ShouldBe(0);
        var bytes = _quern.Read("out/val.jsonl");
        File.Delete(_quern.At("out/val.jsonl"));
        _quern.Run("run", "r.yaml").Exit.ShouldBe(0);
        _quern.Read("out/val.jsonl").ShouldBe(bytes);
    }

    [Fact]
    public void Plan_lists_the_files_and_writes_none()
    {
        Recipe(["jsonl: 'out/{split}.jsonl'"], "split: { train: 90, part: { dev: 10 } }");
        var outcome = _quern.Run("plan", "r.yaml");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("\nout/train.jsonl\nout/dev.jsonl\n");
        Directory.Exists(_quern.At("out")).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_part_in_its_path_an_output_holds_all_rows_and_a_field_tells_them_apart()
    {
        Recipe(["jsonl: out.jsonl"], "split: { train: 80, test: 20, field: part }");
        var outcome = _quern.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Values("out.jsonl", "part").CountBy(static p => p).ShouldBe([new("train", 120), new("test", 30)]);
    }

    [Fact]
    public void However_many_cores_there_are_the_same_bytes_are_written()
    {
        _quern.Write("a.jsonl", MixingRows.Of("a", 40_000));
        List<byte[]> Written(string workers)
        {
            Recipe(["jsonl: 'out/{split}.jsonl'"], "mix: { shares: { a: 60, b: 40 }, total: 300, when-short: repeat }", "split: { group: id }", "add-field: { field: x, value: y }");
            var outcome = _quern.Run("run", "r.yaml", "--workers", workers, "--folder", $"run-{workers}", "--force");
            outcome.Exit.ShouldBe(0, outcome.Errors);
            return [.. new[] { "train", "val", "test" }.Select(p => File.ReadAllBytes(_quern.At($"out/{p}.jsonl")))];
        }

        var one = Written("1");
        Written("4").ShouldBe(one);
        var ids = new[] { "train", "val", "test" }.Select(p => _quern.Values($"out/{p}.jsonl", "id").ToHashSet(StringComparer.Ordinal)).ToList();
        ids.Sum(static i => i.Count).ShouldBe(ids.SelectMany(static i => i).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("r.yaml:8:5: out/{split}.jsonl is to be written for each part of a split, but shuffle behind the split puts its parts together", "jsonl: 'out/{split}.jsonl'", "split: {}", "shuffle")]
    [InlineData("r.yaml:7:5: out/{split}.jsonl is to be written for each part of a split, and no step splits the rows.", "jsonl: 'out/{split}.jsonl'", "shuffle")]
    [InlineData("r.yaml:7:5: out.jsonl would hold all parts of the split, and its rows would not say which one is theirs. Write to a path with {split} in it, such as out-{split}.jsonl", "jsonl: out.jsonl", "split: {}")]
    [InlineData("The shares 80 + 10 add up to 90", "jsonl: 'out/{split}.jsonl'", "split: { train: 80, test: 10 }")]
    public void Outputs_that_do_not_fit_the_split_are_refused(string message, string output, params string[] steps)
    {
        Recipe([output], steps);
        var outcome = _quern.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Errors.ShouldContain(message);
        Directory.Exists(_quern.At("runs")).ShouldBeFalse();
    }

    [Fact]
    public void Wrong_names_of_sources_are_told_all_at_once_with_their_line()
    {
        Recipe(["jsonl: out.jsonl"], "mix: { shares: { aa: 60, c: 40, b: 1 } }", "mix: { rows: { b: 3 } }");
        var outcome = _quern.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(2);
        outcome.Errors.ShouldContain("r.yaml:5:5: The mix names 'aa', and no source is called so.");
        outcome.Errors.ShouldContain("r.yaml:5:5: The mix names 'c', and no source is called so.");
        outcome.Errors.ShouldContain("r.yaml:5:5: The mix says nothing about the source 'a'");
        outcome.Errors.ShouldContain("r.yaml:6:5: The mix says nothing about the source 'a'");
        Directory.Exists(_quern.At("runs")).ShouldBeFalse();
    }

    [Fact]
    public void A_mix_that_is_short_is_3_also_on_a_rerun()
    {
        Recipe(["jsonl: out.jsonl"], "mix: { shares: { a: 50, b: 50 }, total: 1_000 }");
        var outcome = _quern.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        outcome.Errors.ShouldContain("the mix has 100 of 1,000 rows: b has 50 rows");
        _quern.Lines("out.jsonl").Length.ShouldBe(100);
        _quern.Run("run", "r.yaml").Exit.ShouldBe(3);
    }

    [Fact]
    public void The_ledger_counts_copies_as_made_for_each_source()
    {
        Recipe(["jsonl: out.jsonl"], "mix: { rows: { a: 10, b: 120 }, when-short: repeat }");
        _quern.Run("run", "r.yaml").Exit.ShouldBe(0);
        using var ledger = JsonDocument.Parse(_quern.Read("runs/r/ledger.json"));
        var sources = ledger.RootElement.GetProperty("steps")[1].GetProperty("sources");
        sources.GetProperty("a").GetRawText().ShouldBeJson("""{"in":100,"out":10,"made":0,"consumed":0,"dropped":{"not-drawn":90},"quarantined":{},"counted":{},"closes":true}""");
        sources.GetProperty("b").GetRawText().ShouldBeJson("""{"in":50,"out":120,"made":70,"consumed":0,"dropped":{},"quarantined":{},"counted":{},"closes":true}""");
    }

    private void Recipe(string[] outputs, params string[] steps)
        => _quern.Write("r.yaml", $"name: r\nsources: [{{ files: a.jsonl, name: a }}, {{ files: b.jsonl, name: b }}]\nseed: 3\nsteps:\n{string.Concat(steps.Select(static s => $"  - {s}\n"))}outputs:\n{string.Concat(outputs.Select(static o => $"  - {o}\n"))}");
}
