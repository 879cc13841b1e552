namespace Quern.Cli.Tests.Verifying;

/// <summary>What stands in two splits. The clean twin is what <c>quern split</c> made.</summary>
public sealed class PlantedLeakTests : IDisposable
{
    private readonly VerifyProgram _verify = new();

    public void Dispose() => _verify.Dispose();

    [Fact]
    public void A_row_of_train_in_test()
    {
        SplitWithoutLedger(CleanRows.Of(CleanRows.Instruction, 40));
        var row = Train()[3];
        _verify.Planted(() => Append("test", row), "split").ShouldBe([new Told("leaked-row", "split/train.jsonl", 4, IdOf(row))]);
    }

    [Fact]
    public void A_row_of_train_in_test_under_another_id()
    {
        SplitWithoutLedger(CleanRows.Of(CleanRows.Instruction, 40));
        var row = Train()[3];
        _verify.Planted(() => Append("test", row.Replace("\"r-", "\"x-", StringComparison.Ordinal)), "split").ShouldBe([new Told("leaked-row", "split/train.jsonl", 4, IdOf(row))]);
    }

    [Fact]
    public void A_prompt_of_train_in_test()
    {
        SplitWithoutLedger(CleanRows.Of(CleanRows.Chat, 40));
        var row = Train()[5];
        var answer = row.IndexOf("Yes: ", StringComparison.Ordinal);
        var other = row[..answer].Replace("\"r-", "\"x-", StringComparison.Ordinal) + "Nobody knows that any more.\"}]}";
        _verify.Planted(() => Append("test", other), "split").ShouldBe([new Told("leaked-prompt", "split/train.jsonl", 6, IdOf(row))]);
    }

    [Theory]
    [InlineData("talk")]
    [InlineData("meta.talk")]
    public void A_group_that_split_kept_together(string field)
    {
        _verify.Write("rows.jsonl", Grouped(60));
        _verify.Do("split", "rows.jsonl", "--group", field, "--train", "80", "--test", "20", "-o", "split/");
        var row = Train()[0];

        // The ledger stays: it says by what the rows were grouped. That a row more is there is the other fault.
        var told = _verify.Planted(() => Append("test", Changed(row)), "split");
        told.ShouldBe([new Told("row-count", "split/test.jsonl", 0, null), new Told("leaked-group", "split/train.jsonl", 1, IdOf(row))]);
    }

    [Fact]
    public void A_group_that_is_named()
    {
        _verify.Write("rows.jsonl", Grouped(60));
        _verify.Do("split", "rows.jsonl", "--group", "talk", "--train", "80", "--test", "20", "-o", "split/");
        File.Delete(_verify.Quern.At("split/split.stats.json"));
        var row = Train()[0];
        _verify.Planted(() => Append("test", Changed(row)), "split", "--group", "talk").ShouldBe([new Told("leaked-group", "split/train.jsonl", 1, IdOf(row))]);
        _verify.Passes("split");
    }

    [Fact]
    public void A_near_duplicate_of_train_in_test_and_lines_that_are_blank()
    {
        SplitWithoutLedger(CleanRows.Of(Long, 40), "--group-near-duplicates");
        var train = Train();
        _verify.Write("split/train.jsonl", [train[0], "", .. train[1..]]);
        var row = train[2];
        var like = row.Replace("\"r-", "\"x-", StringComparison.Ordinal).Replace("at last", "at long last", StringComparison.Ordinal);
        _verify.Planted(() => Append("test", like), "split", "--near").ShouldBe([new Told("leaked-near-duplicate", "split/train.jsonl", 4, IdOf(row))]);
        _verify.Passes("split");
    }

    [Fact]
    public void With_near_a_row_that_leaked_is_told_once()
    {
        SplitWithoutLedger(CleanRows.Of(Long, 40));
        var row = Train()[2];
        _verify.Planted(() => Append("test", row), "split", "--near").ShouldBe([new Told("leaked-row", "split/train.jsonl", 3, IdOf(row))]);
    }

    // The first file alphabetically belongs to no split; what leaks between the others is found all the same.
    [Fact]
    public void A_file_of_no_split_hides_no_leak()
    {
        var rows = CleanRows.Of(CleanRows.Instruction, 9);
        _verify.Write("d/all.jsonl", rows[..3]);
        _verify.Write("d/test.jsonl", rows[3..6]);
        _verify.Write("d/train.jsonl", rows[6..]);
        var told = _verify.Planted(() => Append("d/test", "d/train", rows[0]), "d");
        told.ShouldBe([new Told("duplicate-row", "d/test.jsonl", 4, "r-1"), new Told("leaked-row", "d/train.jsonl", 4, "r-1")], ignoreOrder: true);
    }

    [Fact]
    public void Rows_of_a_parquet_split_leak_too()
    {
        _verify.Write("rows.jsonl", CleanRows.Of(CleanRows.Instruction, 40));
        _verify.Do("split", "rows.jsonl", "--train", "80", "--test", "20", "--format", "parquet", "-o", "split/");
        File.Delete(_verify.Quern.At("split/split.stats.json"));
        var told = _verify.Planted(
            () =>
            {
                _verify.Do("convert", "split/train.parquet", "-o", "train.jsonl");
                _verify.Do("convert", "split/test.parquet", "-o", "part.jsonl");
                _verify.Write("both.jsonl", [.. _verify.Quern.Lines("part.jsonl"), _verify.Quern.Lines("train.jsonl")[1]]);
                _verify.Do("convert", "both.jsonl", "-o", "split/test.parquet", "--force");
                File.Delete(_verify.Quern.At("split/test.stats.json"));
            },
            "split");
        told.Select(static t => (t.Kind, t.File, t.Line)).ShouldBe([("leaked-row", "split/train.parquet", 2L)]);
    }

    private static string Long(int i) => CleanRows.Plain(i).Replace("It was noted.", $"The book of the mill tells at last in chapter {i * 11} how number {i} came to the valley and who paid for it in the year {1600 + i}", StringComparison.Ordinal);

    private static string[] Grouped(int rows) => [.. Enumerable.Range(1, rows).Select(static i => CleanRows.Plain(i).Replace("\"text\"", $"\"talk\":\"t{i / 3}\",\"meta\":{{\"talk\":{i / 3}}},\"text\"", StringComparison.Ordinal))];

    private static string Changed(string row) => row.Replace("\"r-", "\"x-", StringComparison.Ordinal).Replace("It was noted", "Nobody wrote that down", StringComparison.Ordinal);

    private static string IdOf(string row) => System.Text.Json.JsonDocument.Parse(row).RootElement.GetProperty("id").GetString()!;

    private string[] Train() => _verify.Quern.Lines("split/train.jsonl");

    private void Append(string part, string row) => File.AppendAllText(_verify.Quern.At($"split/{part}.jsonl"), row + "\n");

    private void Append(string first, string second, string row)
    {
        File.AppendAllText(_verify.Quern.At(first + ".jsonl"), row + "\n");
        File.AppendAllText(_verify.Quern.At(second + ".jsonl"), row + "\n");
    }

    // Without the ledger, what leaked is the only fault: a row more is not known to be one.
    private void SplitWithoutLedger(string[] rows, params string[] options)
    {
        _verify.Write("rows.jsonl", rows);
        _verify.Do(["split", "rows.jsonl", "--train", "80", "--test", "20", "-o", "split/", .. options]);
        File.Delete(_verify.Quern.At("split/split.stats.json"));
    }
}
