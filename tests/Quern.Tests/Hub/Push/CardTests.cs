using Quern.Hub.Cards;
using Quern.Hub.Layout;
using Quern.Hub.Push.Card;

namespace Quern.Tests.Hub.Push;

public sealed class CardTests : IDisposable
{
    private readonly PushFolder _folder = new();
    private readonly List<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_made_card_reads_as_this()
    {
        Card(["cc-by-4.0"], new("data/train.jsonl", 5_000, 12_000), new("data/test.jsonl", 700, 34), new("LICENSE", 12, null)).ShouldBe("""
            ---
            license: cc-by-4.0
            configs:
            - config_name: default
              data_files:
              - split: test
                path: "data/test.jsonl"
              - split: train
                path: "data/train.jsonl"
            dataset_info:
              splits:
              - name: test
                num_examples: 34
                num_bytes: 700
              - name: train
                num_examples: 12000
                num_bytes: 5000
            size_categories:
            - 10K<n<100K
            ---

            # rows

            | File | Split | Rows | Bytes |
            |---|---|---:|---:|
            | `LICENSE` |  |  | 12 |
            | `data/test.jsonl` | test | 34 | 700 |
            | `data/train.jsonl` | train | 12,000 | 5,000 |

            This card was made by `quern push`; replace it with what a reader must know of the rows.

            """.ReplaceLineEndings("\n"));
        _notes.ShouldBeEmpty();
    }

    [Fact]
    public void Our_own_reader_of_cards_understands_it()
    {
        var card = DatasetCard.Read(Card(["mit", "My-Own"], [.. Enumerable.Range(0, 60).Select(static i => new CardFile($"data/train-{i:00000}-of-00060.parquet", 10, 5))]));
        card.Notes.ShouldBeEmpty();
        card.Licenses.ShouldBe(["mit", "other"]);
        card.Configs.Single().Splits.Single().Patterns.ShouldBe(["data/train-*.parquet"]);
        card.Sizes.Single().Config.ShouldBe("default");
    }

    [Fact]
    public void What_is_not_known_is_not_said()
    {
        var card = Card([], new CardFile("rows.csv", 10, null), new("rows2.csv", 10, 5));
        card.ShouldNotContain("license");
        card.ShouldNotContain("dataset_info");
        card.ShouldNotContain("size_categories");
        card.ShouldContain("- split: train\n    path:\n    - \"rows.csv\"\n    - \"rows2.csv\"");
    }

    [Fact]
    public void Of_several_formats_one_is_declared_and_that_is_said()
    {
        Card([], new CardFile("a.jsonl", 1, 1), new("b.jsonl", 1, 1), new("a.parquet", 1, 1)).ShouldContain("path: \"a.parquet\"");
        _notes.Single().ShouldContain("declares the 1 Parquet file");
    }

    [Fact]
    public void Names_that_cannot_be_declared_are_left_to_the_Hub()
    {
        Card([], new CardFile("a[1].jsonl", 1, 1)).ShouldNotContain("configs");
        _notes.Single().ShouldContain("declares no splits");
    }

    [Fact]
    public void A_name_cannot_break_out_of_the_table()
        => Card([], new CardFile("a`|b\".bin", 1, null)).ShouldContain("| `a'\\|b\".bin` |");

    [Fact]
    public void Licences_are_found_in_statistics_and_ledgers()
    {
        _folder.Write("rows.jsonl", "{}\n");
        _folder.Write("rows.stats.json", """{"origins":[{"name":"a","licence":"mit"},{"name":"b","license":"odc-by"},{"name":"c","licence":"unknown"}]}""");
        _folder.Write("ledger.json", """{"sources":{"x":{"licence":"mit"}},"steps":[]}""");
        _folder.Write("stats.json", "no json");
        var file = Quern.Hub.Push.OutgoingFile.Of("rows.jsonl", _folder.At("rows.jsonl"));
        SeenLicences.In(_folder.Path, [file]).ShouldBe(["mit", "odc-by"]);
        SeenLicences.In(null, []).ShouldBeEmpty();
    }

    private string Card(IReadOnlyList<string> licences, params CardFile[] files)
    {
        var ordered = files.OrderBy(static f => f.Path, StringComparer.Ordinal).ToList();
        return CardText.Of("me/rows", licences, ordered, DeclaredSplits.Of(ordered, _notes));
    }
}
