using Quern.Hub.Layout;
using Quern.Running;

namespace Quern.Tests.Reports.Card;

public sealed class CardHeadTests : IDisposable
{
    private readonly CardCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public void Splits_rows_and_bytes_are_those_of_the_files()
    {
        var train = _case.WriteRows("out/train.jsonl", 12);
        _case.WriteRows("out/val.jsonl", 3);
        _case.WriteRows("out/test.jsonl", 2);
        var text = _case.Card("out");
        var card = DatasetCard.Read(text);
        card.Configs.Single().Splits.Select(static s => (s.Name, s.Patterns.Single())).ShouldBe([("test", "test.jsonl"), ("train", "train.jsonl"), ("validation", "val.jsonl")], ignoreOrder: true);
        card.Sizes.Single().RowsOf("train").ShouldBe(12);
        card.Sizes.Single().RowsOf("validation").ShouldBe(3);
        card.Sizes.Single().Splits.Single(static s => s.Name == "train").Bytes.ShouldBe(new FileInfo(train).Length);
        CardCase.Texts(CardCase.Head(text), "size_categories").ShouldBe(["n<1K"]);
        text.ShouldContain("17 rows in 3 files (JSONL), split into");
    }

    [Fact]
    public void Parts_of_a_split_and_a_file_without_a_telling_name()
    {
        for (var i = 0; i < 3; i++)
        {
            _case.WriteRows($"out/data/train-{i:00000}-of-00003.jsonl", 5);
        }

        DatasetCard.Read(_case.Card("out")).Configs.Single().Splits.Single().Patterns.Count.ShouldBe(3);
        _case.WriteRows("one/rows.jsonl", 5);
        DatasetCard.Read(_case.Card("one")).Configs.Single().Splits.Single().Name.ShouldBe("train");
        DatasetCard.Read(_case.Card("one/rows.jsonl")).Sizes.Single().RowsOf("train").ShouldBe(5);
    }

    [Fact]
    public void Compressed_files_Csv_and_Parquet_are_counted()
    {
        _case.Write("csv/rows.csv", "a,b\n1,x\n2,y\n");
        DatasetCard.Read(_case.Card("csv")).Sizes.Single().RowsOf("train").ShouldBe(2);
        _case.WriteRows("in.jsonl", 7);
        _case.Run($"name: r\nsources: [{{ files: in.jsonl }}]\noutputs:\n  - jsonl: {_case.At("both/rows.jsonl.gz")}\n  - parquet: {_case.At("both/rows.parquet")}\n");
        var facts = _case.Facts("both");
        facts.Files.Select(static f => (f.Format, f.File.Rows, f.IsDeclared)).ShouldBe([("JSONL, gzip", 7, false), ("Parquet", 7, true)]);
        facts.Splits.Single().Paths.ShouldBe(["rows.parquet"]);
        facts.Stats.Rows.ShouldBe(7);
    }

    [Fact]
    public void Languages_task_title_and_sources_on_the_Hub()
    {
        var rows = string.Concat(Enumerable.Range(0, 300).Select(static i => $"{{\"instruction\":\"Say {i}\",\"output\":\"{i}\",\"language\":\"{(i == 0 ? "Welsh" : i < 100 ? "German" : i < 150 ? "pt-BR" : i < 160 ? "sql\\n---" : "en")}\"}}\n"));
        _case.Write("out/rows.jsonl", rows);
        _case.WriteLedger("out/rows.jsonl", CardCase.LedgerOf(("a", 300, new SourceOrigin("tatsu-lab/alpaca", "abc", "cc-by-nc-4.0")), ("b", 0, new SourceOrigin("me/none", "abc", "mit"))));
        var text = _case.Card("out", static r => r with { Title = "Good: \"rows\"\n---\n# no" });
        var head = CardCase.Head(text);
        CardCase.Texts(head, "language").ShouldBe(["en", "de", "pt"]);
        CardCase.Texts(head, "task_categories").ShouldBe(["text-generation"]);
        CardCase.Texts(head, "tags").ShouldBe(["quern", "instruction"]);
        CardCase.Texts(head, "source_datasets").ShouldBe(["tatsu-lab/alpaca"]);
        CardCase.Texts(head, "license").ShouldBe(["cc-by-nc-4.0"]);
        CardCase.Texts(head, "pretty_name").ShouldBe(["Good: \"rows\"\n---\n# no"]);
        text.ShouldContain("\n# Good: \"rows\" --- \\# no\n");
    }

    [Fact]
    public void What_is_not_known_is_not_said()
    {
        _case.Write("out/rows.jsonl", "{\"a\":1}\n");
        var text = _case.Card("out");
        CardCase.Head(text).Entries.Select(static e => e.Key.Text).ShouldBe(["tags", "configs", "dataset_info", "size_categories"]);
        text.ShouldNotContain("Licences carried over");
        text.ShouldNotContain("What became of every row");
        text.ShouldNotContain("Known limits");
    }

    [Fact]
    public void An_empty_file_is_a_dataset_without_rows()
    {
        _case.Write("out/rows.jsonl", "");
        var text = _case.Card("out");
        DatasetCard.Read(text).Sizes.Single().RowsOf("train").ShouldBe(0);
        text.ShouldContain("`rows.jsonl` holds no rows.");
        text.ShouldNotContain("## Fields");
    }
}
