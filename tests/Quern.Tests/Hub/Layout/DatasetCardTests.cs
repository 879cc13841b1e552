using System.Text;
using Quern.Hub.Layout;

namespace Quern.Tests.Hub.Layout;

public sealed class DatasetCardTests
{
    [Fact]
    public void Files_of_a_config_may_be_named_in_every_form()
    {
        var card = Chosen.Card("""
            license: [cc-by-sa-3.0, gfdl]
            configs:
            - config_name: one
              data_files: one.csv
            - config_name: list
              data_files: ["a/*.csv", 'b.csv']
            - config_name: splits
              default: true
              data_files:
              - split: train
                path: data/train-*
              - split: test
                path:
                - "data/test-*"
                - extra.parquet
              - split: train
                path: more.parquet
            - config_name: map
              data_dir: ./sub/
              field: rows
              data_files:
                train: t.json
                dev: [d.json, e.json]
            - config_name: 20231101.en
              data_dir: "20231101.en"
            - config_name: 2024
              data_files: {split: test, path: x.csv}
            - config_name: nothing
              data_files: ~
            """);
        card.Notes.ShouldBeEmpty();
        card.Licenses.ShouldBe(["cc-by-sa-3.0", "gfdl"]);
        card.Configs.Select(static c => c.Name).ShouldBe(["one", "list", "splits", "map", "20231101.en", "2024", "nothing"]);
        card.Configs.Select(Described).ShouldBe(
        [
            "train=one.csv",
            "train=a/*.csv+b.csv",
            "train=data/train-*+more.parquet test=data/test-*+extra.parquet",
            "train=t.json dev=d.json+e.json",
            "",
            "test=x.csv",
            "",
        ]);
        card.Configs[3].Folder.ShouldBe("sub");
        card.Configs[3].Field.ShouldBe("rows");
        card.Configs[4].Folder.ShouldBe("20231101.en");
        card.DefaultConfig!.Name.ShouldBe("splits");
    }

    [Fact]
    public void Sizes_are_read_from_one_map_or_a_list()
    {
        var one = Chosen.Card("""
            license: mit
            dataset_info:
              features:
              - name: text
                dtype: string
              splits:
              - name: train
                num_bytes: 120
                num_examples: 7473
              - name: test
              download_size: 99
            """);
        one.Licenses.ShouldBe(["mit"]);
        one.SizesOf("default")!.RowsOf("train").ShouldBe(7473);
        one.SizesOf("default")!.RowsOf("test").ShouldBeNull();
        one.SizesOf("default")!.RowsOf(["train", "test"]).ShouldBeNull();
        one.SizesOf("default")!.DownloadBytes.ShouldBe(99);

        var list = Chosen.Card("""
            dataset_info:
            - config_name: main
              splits: [{ name: train, num_examples: 5, num_bytes: x }]
            - config_name: socratic
              splits: { train: { num_examples: 6 }, test: { num_examples: 1 } }
            """);
        list.SizesOf("main")!.Splits.ShouldBe([new SplitSize("train", 5, null)]);
        list.SizesOf("socratic")!.RowsOf(["train", "test"]).ShouldBe(7);
        list.SizesOf("default").ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("# Soups\n\nNo head.\n")]
    [InlineData("---")]
    [InlineData("---\n---\n# Soups\n")]
    [InlineData("# Soups\n---\nconfigs: [{ config_name: a }]\n---\n")]
    [InlineData("---\nconfigs: [a, b]\n---\n")]
    [InlineData("---\nconfigs:\ndataset_info:\nlicense:\n---\n")]
    public void A_card_that_says_nothing_is_empty(string readme)
    {
        var card = DatasetCard.Read(readme);
        card.Configs.ShouldBeEmpty();
        card.Sizes.ShouldBeEmpty();
        card.Licenses.ShouldBeEmpty();
        card.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\uFEFF---\nconfigs: [{ config_name: a }]\n---\n")]
    [InlineData("---\r\nconfigs:\r\n- config_name: a\r\n---\r\n# Soups\r\n")]
    [InlineData("\n\n---  \nconfigs: [{ config_name: a }]\n---")]
    public void A_head_is_found_whatever_its_line_ends(string readme) => DatasetCard.Read(readme).Configs.Single().Name.ShouldBe("a");

    [Theory]
    [InlineData("---\nconfigs: [", "no line '---' that ends it")]
    [InlineData("---\nconfigs: [\n---\n", "README.md:3:")]
    [InlineData("---\n- a\n---\n", "not a list of keys and values")]
    [InlineData("---\nlicense: mit\n", "no line '---' that ends it")]
    [InlineData("---\na: \u0001\n---\n", "README.md:2:4")]
    [InlineData("---\na: b: c\n---\n", "README.md:2:")]
    public void A_broken_card_is_an_empty_one_and_a_note(string readme, string note)
    {
        var card = DatasetCard.Read(readme);
        card.Configs.ShouldBeEmpty();
        card.Notes.Single().ShouldContain(note);
    }

    [Fact]
    public void What_is_understood_of_a_partly_broken_card_counts()
    {
        var card = Chosen.Card("""
            base: &base { config_name: x }
            configs:
            - config_name: good
              data_files: a.csv
            - data_files: nameless.csv
            - config_name: good
              data_files: again.csv
            - config_name: odd
              data_files: [{ split: train, path: { a: b } }, c.csv]
            - *base
            license: mit
            license: apache-2.0
            """);
        card.Configs.Select(static c => c.Name).ShouldBe(["good", "odd"]);
        card.Configs.Select(Described).ShouldBe(["train=a.csv", "train=c.csv"]);
        card.Licenses.ShouldBe(["mit"]);
        card.Notes.Count.ShouldBe(4);
        card.Notes[0].ShouldContain("README.md:2:7: Anchors (&name) are not understood");
        card.Notes[1].ShouldContain("a config without a name on line 6");
        card.Notes[2].ShouldContain("'good' twice");
        card.Notes[3].ShouldContain("'odd' in a way that is not understood");
    }

    [Fact]
    public void Large_and_hostile_cards_end()
    {
        var many = new StringBuilder("configs:\n");
        for (var i = 0; i < 10_000; i++)
        {
            many.Append(null, $"- config_name: c{i}\n  data_files: c{i}/*.csv\n");
        }

        Chosen.Card(many.ToString()).Configs.Count.ShouldBe(10_000);
        Chosen.Card("a: " + new string('[', 100_000)).Notes.Count.ShouldBe(1);
        Chosen.Card(string.Concat(Enumerable.Range(0, 200).Select(static i => new string(' ', i) + "a:\n"))).Notes.Count.ShouldBe(1);
        Chosen.Card("a: " + new string('x', 5 << 20)).Notes.Single().ShouldContain("longer than 4 MiB");
        Chosen.Card(string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"k{i}: v\n"))).Notes.ShouldBeEmpty();
        DatasetCard.Read("---\n" + new string('\n', 5 << 20)).Notes.Single().ShouldContain("no line '---'");
    }

    private static string Described(CardConfig config) => string.Join(' ', config.Splits.Select(static s => $"{s.Name}={string.Join('+', s.Patterns)}"));
}
