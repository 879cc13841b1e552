using System.Text.Json.Nodes;

namespace Quern.Cli.Tests.Verifying;

/// <summary>Files that are not what the ledger of the run that wrote them says. The real program wrote both.</summary>
public sealed class PlantedLedgerTests : IDisposable
{
    private readonly VerifyProgram _verify = new();

    public PlantedLedgerTests()
    {
        _verify.Write("rows.jsonl", CleanRows.Of(CleanRows.Instruction, 40));
        _verify.Write("benign.jsonl", CleanRows.Of(CleanRows.Instruction, 40));
        _verify.Write("other.jsonl", CleanRows.Of(CleanRows.Instruction, 80)[40..]);
    }

    public void Dispose() => _verify.Dispose();

    [Theory]
    [InlineData("dedup", "out.jsonl")]
    [InlineData("convert", "out.jsonl")]
    [InlineData("dedup", "out.csv")]
    public void A_row_removed(string verb, string output)
    {
        _verify.Do(verb, "rows.jsonl", "-o", output);
        _verify.Planted(() => Change(output, static l => l[..^1]), output).ShouldBe([new Told("row-count", output, 0, null)]);
    }

    [Fact]
    public void A_row_added()
    {
        _verify.Do("dedup", "rows.jsonl", "-o", "out.jsonl");
        _verify.Planted(() => Change("out.jsonl", static l => [.. l, CleanRows.Instruction(99)]), "out.jsonl").ShouldBe([new Told("row-count", "out.jsonl", 0, null)]);
    }

    [Fact]
    public void A_file_cut_at_the_end_of_a_row()
    {
        _verify.Do("convert", "rows.jsonl", "-o", "out.jsonl");
        _verify.Planted(() => Cut("out.jsonl", _verify.Quern.Lines("out.jsonl")[..30].Sum(static l => l.Length + 1)), "out.jsonl").ShouldBe([new Told("row-count", "out.jsonl", 0, null)]);
    }

    // Two things are wrong, and the row that is cut off is one of them by itself: so three kinds.
    [Fact]
    public void A_file_cut_inside_its_last_row()
    {
        _verify.Do("convert", "rows.jsonl", "-o", "out.jsonl");
        _verify.Planted(() => Cut("out.jsonl", new FileInfo(_verify.Quern.At("out.jsonl")).Length - 9), "out.jsonl").ShouldBe(
            [new Told("truncated-file", "out.jsonl", 40, null), new Told("unreadable-row", "out.jsonl", 40, null), new Told("file-size", "out.jsonl", 0, null)]);
    }

    [Fact]
    public void A_byte_changed()
    {
        _verify.Do("convert", "rows.jsonl", "-o", "out.jsonl");
        _verify.Planted(() => Change("out.jsonl", static l => [.. l[..7], l[7].Replace("Well", "Wall", StringComparison.Ordinal), .. l[8..]]), "out.jsonl").ShouldBe([new Told("checksum", "out.jsonl", 0, null)]);
    }

    [Fact]
    public void A_word_added()
    {
        _verify.Do("convert", "rows.jsonl", "-o", "out.jsonl");
        _verify.Planted(() => Change("out.jsonl", static l => [.. l[..7], l[7].Replace("Well", "Well then", StringComparison.Ordinal), .. l[8..]]), "out.jsonl").ShouldBe([new Told("file-size", "out.jsonl", 0, null)]);
    }

    [Fact]
    public void A_missing_file_of_a_split()
    {
        Split();
        _verify.Planted(() => File.Delete(_verify.Quern.At("split/val.jsonl")), "split").ShouldBe([new Told("missing-file", Path.GetFullPath(_verify.Quern.At("split/val.jsonl")), 0, null)]);
        _verify.Passes("split/train.jsonl", "split/test.jsonl");
    }

    [Fact]
    public void A_split_that_lost_rows_of_a_part_also_in_its_ledger()
    {
        Split();
        var told = _verify.Planted(
            () =>
            {
                var rows = _verify.Quern.Lines("split/test.jsonl");
                _verify.Write("less.jsonl", rows[..^2]);
                _verify.Do("convert", "less.jsonl", "-o", "split/test.jsonl", "--force");
                var copied = Ledger("split/test.stats.json")["outputs"]![0]!;
                File.Delete(_verify.Quern.At("split/test.stats.json"));
                ChangeLedger("split/split.stats.json", l =>
                {
                    var test = l["outputs"]!.AsArray().Single(static o => (string?)o!["part"] == "test")!;
                    (test["rows"], test["bytes"], test["crc32c"]) = (copied["rows"]!.DeepClone(), copied["bytes"]!.DeepClone(), copied["crc32c"]!.DeepClone());
                });
            },
            "split");
        told.ShouldBe([new Told("row-count", "split/split.stats.json", 0, null)]);
    }

    [Fact]
    public void A_ledger_that_does_not_close()
    {
        _verify.Do("dedup", "rows.jsonl", "-o", "out.jsonl");
        _verify.Planted(() => ChangeLedger("out.stats.json", static l => l["steps"]![0]!["sources"]!.AsObject().First().Value!["in"] = 41), "out.jsonl").ShouldBe([new Told("open-ledger", "out.stats.json", 0, null)]);
    }

    [Fact]
    public void A_run_that_was_incomplete()
    {
        _verify.Do("mix", "benign.jsonl:60", "other.jsonl:40", "--total", "50", "--seed", "3", "-o", "mix.jsonl");
        _verify.Planted(() => ChangeLedger("mix.stats.json", static l => l["unmet"] = new JsonArray("the mix has 50 of 60 rows")), "mix.jsonl").ShouldBe([new Told("incomplete", "mix.stats.json", 0, null)]);
    }

    [Fact]
    public void A_mix_with_wrong_shares()
    {
        _verify.Do("mix", "benign.jsonl:60", "other.jsonl:40", "--total", "50", "--seed", "3", "--mark", "kind", "-o", "mix.jsonl");
        _verify.Passes("mix.jsonl", "--share", "kind:benign=60%");
        var told = _verify.Planted(() => ChangeLedger("mix.stats.json", static l => Shares(l, 0.5, 0.5)), "mix.jsonl");
        told.ShouldBe([new Told("wrong-share", "mix.stats.json", 0, null), new Told("wrong-share", "mix.stats.json", 0, null)]);
        _verify.Passes("mix.jsonl", "--share-tolerance", "0.11");
    }

    // Two mixes in one folder: each is held against its own ledger.
    [Fact]
    public void Mixes_that_lie_side_by_side_are_told_apart()
    {
        _verify.Do("mix", "benign.jsonl:60", "other.jsonl:40", "--total", "20", "--seed", "3", "--mark", "kind", "-o", "m/a.jsonl");
        _verify.Write("more.jsonl", CleanRows.Of(CleanRows.Chat, 160)[120..]);
        _verify.Do("mix", "benign=more.jsonl:10", "other=rest.jsonl:90", "--total", "20", "--seed", "3", "--mark", "kind", "-o", "m/b.jsonl", Rest());
        _verify.Passes("m");

        string Rest()
        {
            _verify.Write("rest.jsonl", CleanRows.Of(CleanRows.Chat, 260)[200..]);
            return "--no-rejects";
        }
    }

    [Fact]
    public void A_ledger_that_is_named_also_finds_files_that_were_moved()
    {
        _verify.Do("convert", "rows.jsonl", "-o", "out.jsonl");
        _verify.Do("convert", "rows.jsonl", "-o", "elsewhere/out.jsonl");
        File.Delete(_verify.Quern.At("elsewhere/out.stats.json"));
        string[] arguments = ["elsewhere/out.jsonl", "--against", "out.stats.json"];
        _verify.Planted(() => Change("elsewhere/out.jsonl", static l => l[1..]), arguments).ShouldBe([new Told("row-count", "elsewhere/out.jsonl", 0, null)]);
    }

    private static void Shares(JsonObject ledger, params double[] achieved)
    {
        var shares = ledger["steps"]!.AsArray().Select(static s => s!["details"]?["shares"]).OfType<JsonArray>().Single();
        for (var i = 0; i < achieved.Length; i++)
        {
            shares[i]!["achieved"] = achieved[i];
        }
    }

    private void Split() => _verify.Do("split", "rows.jsonl", "--train", "70", "--val", "15", "--test", "15", "-o", "split/");

    private JsonObject Ledger(string name) => JsonNode.Parse(_verify.Quern.Read(name))!.AsObject();

    private void ChangeLedger(string name, Action<JsonObject> change)
    {
        var ledger = Ledger(name);
        change(ledger);
        _verify.Quern.Write(name, ledger.ToJsonString());
    }

    private void Change(string name, Func<string[], string[]> change) => _verify.Write(name, change(_verify.Quern.Lines(name)));

    private void Cut(string name, long length)
    {
        using var file = File.OpenWrite(_verify.Quern.At(name));
        file.SetLength(length);
    }
}
