using System.Text.Json;

namespace Quern.Cli.Tests.Mixing;

/// <summary><c>quern split</c> as it is typed.</summary>
public sealed class SplitTests : IDisposable
{
    private static readonly string[] Usual = ["train", "val", "test"];

    private readonly QuernProgram _quern = new();

    public SplitTests() => _quern.Write("in.jsonl", MixingRows.Of("a", 60) + MixingRows.Of("b", 40));

    public void Dispose() => _quern.Dispose();

    [Theory]
    [InlineData(80, 10, 10)]
    [InlineData(80, 10, 10, "--train", "80", "--val", "10", "--test", "10")]
    [InlineData(70, 20, 10, "--train", "0.7", "--val", "0.2", "--test", "0.1")]
    [InlineData(70, 20, 10, "--train", "70%", "--val", "20%", "--part", "test=10%")]
    [InlineData(50, 25, 25, "--part", "train=50", "--part", "val=25", "--part", "test=25", "--seed", "9", "--workers", "1")]
    public void Every_part_is_a_file_with_its_share(int train, int val, int test, params string[] arguments)
    {
        var outcome = _quern.Run(["split", "in.jsonl", .. arguments, "-o", "out"]);
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        Usual.Select(p => _quern.Lines($"out/{p}.jsonl").Length).ShouldBe([train, val, test]);
        Files("out").ShouldBe(["split.stats.json", "test.jsonl", "train.jsonl", "val.jsonl"]);
        Usual.SelectMany(p => _quern.Lines($"out/{p}.jsonl")).Order(StringComparer.Ordinal).ShouldBe(_quern.Lines("in.jsonl").Order(StringComparer.Ordinal));
        using var stats = JsonDocument.Parse(_quern.Read("out/split.stats.json"));
        stats.RootElement.GetProperty("outputs").GetArrayLength().ShouldBe(3);
        _quern.ShouldAgreeWithFiles(stats.RootElement.GetProperty("outputs"), "out");
    }

    [Fact]
    public void Strata_groups_and_a_field_go_together_with_files_of_other_kinds()
    {
        _quern.Run("convert", "in.jsonl", "-o", "in.parquet").Exit.ShouldBe(0);
        foreach (var format in new[] { "jsonl.gz", "parquet", "csv" })
        {
            var outcome = _quern.Run("split", "in.parquet", "--stratify", "s", "--group", "id", "--field", "part", "--format", format, "-o", format, "--json");
            outcome.Exit.ShouldBe(0, outcome.Errors);
            using var json = JsonDocument.Parse(outcome.OutputBytes);
            _quern.ShouldAgreeWithFiles(json.RootElement.GetProperty("outputs"));
            json.RootElement.GetProperty("outputs").EnumerateArray().Select(static o => o.GetProperty("part").GetString()).ShouldBe(Usual);
            foreach (var (part, a, b) in new[] { ("train", 48, 32), ("val", 6, 4), ("test", 6, 4) })
            {
                _quern.Run("convert", $"{format}/{part}.{format}", "-o", "again.jsonl", "--force").Exit.ShouldBe(0);
                (_quern.Count("again.jsonl", "a"), _quern.Count("again.jsonl", "b")).ShouldBe((a, b));
                _quern.Values("again.jsonl", "part").ShouldAllBe(p => p == part);
            }
        }
    }

    [Fact]
    public void Standard_input_is_split_too()
    {
        var outcome = _quern.RunWith(File.ReadAllBytes(_quern.At("in.jsonl")), "split", "-", "-o", "out");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Lines("out/train.jsonl").Length.ShouldBe(80);
    }

    [Fact]
    public void The_same_bytes_come_on_any_number_of_cores_and_for_the_same_seed_only()
    {
        _quern.Write("large.jsonl", MixingRows.Of("l", 60_000));
        List<byte[]> Parts(string workers, string seed)
        {
            _quern.Run("split", "large.jsonl", "--workers", workers, "--seed", seed, "-o", "out", "--force").Exit.ShouldBe(0);
            return [.. Usual.Select(p => File.ReadAllBytes(_quern.At($"out/{p}.jsonl")))];
        }

        var one = Parts("1", "7");
        Parts("4", "7").ShouldBe(one);
        Parts("4", "8").ShouldNotBe(one);
    }

    [Fact]
    public void A_row_stays_in_its_part_when_its_file_grows_and_is_read_behind_another()
    {
        _quern.Write("old.jsonl", MixingRows.Of("o", 1000));
        _quern.Write("new.jsonl", MixingRows.Of("n", 100));
        _quern.Run("split", "old.jsonl", "-o", "before").Exit.ShouldBe(0);
        _quern.Run("split", "new.jsonl", "old.jsonl", "-o", "after").Exit.ShouldBe(0);
        Usual.Sum(p => _quern.Lines($"before/{p}.jsonl").Intersect(_quern.Lines($"after/{p}.jsonl"), StringComparer.Ordinal).Count()).ShouldBeGreaterThanOrEqualTo(950);
    }

    [Fact]
    public void A_group_that_is_larger_than_its_part_is_3_and_the_parts_are_written()
    {
        var outcome = _quern.Run("split", "in.jsonl", "--group", "s", "--train", "50", "--test", "50", "-o", "out");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        outcome.Errors.ShouldContain("not 50.0 %. Rows with the same s stay together");
        _quern.Values("out/train.jsonl", "s").Distinct().ShouldHaveSingleItem();
        _quern.Values("out/test.jsonl", "s").Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("would be empty. Rows with the same s stay together", "in.jsonl", "--group", "s")]
    [InlineData("would be empty. There are 2 rows", "two.jsonl")]
    [InlineData("would be empty. There are 0 rows", "empty.jsonl")]
    [InlineData("No row has a value in the field chat", "in.jsonl", "--group", "chat")]
    [InlineData("No row has a value in the field label", "in.jsonl", "--stratify", "label")]
    public void What_cannot_be_split_is_2_and_leaves_nothing_not_even_the_folder(string message, params string[] arguments)
    {
        _quern.Write("two.jsonl", MixingRows.Of("t", 2));
        _quern.Write("empty.jsonl", "");
        var outcome = _quern.Run(["split", .. arguments, "-o", "out"]);
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Errors.ShouldContain(message);
        Directory.Exists(_quern.At("out")).ShouldBeFalse();
    }

    [Fact]
    public void Broken_rows_are_set_aside_beside_the_parts()
    {
        _quern.Write("in.jsonl", MixingRows.Of("a", 50) + "{broken\n[1]\n");
        var outcome = _quern.Run("split", "in.jsonl", "-o", "out");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        _quern.Lines("out/split.rejects.jsonl").Length.ShouldBe(2);
        Usual.Sum(p => _quern.Lines($"out/{p}.jsonl").Length).ShouldBe(50);
        _quern.Run("split", "in.jsonl", "-o", "tolerant", "--tolerance", "5%", "--no-rejects").Exit.ShouldBe(0);
        Files("tolerant").ShouldNotContain("split.rejects.jsonl");
    }

    [Fact]
    public void Rows_without_a_group_or_a_stratum_are_counted()
    {
        _quern.Write("in.jsonl", MixingRows.Of("a", 99) + "{\"id\":\"x\"}\n");
        _quern.Run("split", "in.jsonl", "--group", "n", "--stratify", "s", "-o", "out").Exit.ShouldBe(0);
        using var stats = JsonDocument.Parse(_quern.Read("out/split.stats.json"));
        stats.RootElement.GetProperty("steps")[1].GetProperty("total").GetProperty("counted").GetRawText().ShouldBeJson("""{"no-group":1,"no-stratum":1}""");
    }

    [Fact]
    public void A_format_that_cannot_be_written_leaves_no_part()
    {
        _quern.Write("in.jsonl", string.Concat(Enumerable.Repeat("{}\n", 100)));
        _quern.Run("split", "in.jsonl", "--format", "parquet", "-o", "out").Exit.ShouldBe(1);
        Directory.Exists(_quern.At("out")).ShouldBeFalse();
    }

    private List<string> Files(string folder) => [.. Directory.GetFileSystemEntries(_quern.At(folder)).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
}
