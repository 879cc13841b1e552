using Quern.Hub.Layout;
using static Quern.Tests.Hub.Layout.Chosen;

namespace Quern.Tests.Hub.Layout;

public sealed class FileChoiceTests
{
    private const string TwoConfigs = """
        configs:
        - config_name: main
          data_files: [{ split: train, path: main/train-* }, { split: test, path: main/test-* }]
        - config_name: socratic
          data_files: [{ split: train, path: socratic/train-* }]
        dataset_info:
        - config_name: main
          splits: [{ name: train, num_examples: 7473 }, { name: test, num_examples: 1319 }]
        """;

    private static readonly string[] Main = [.. Shards("main/", "train", 2), .. Shards("main/", "test", 1), .. Shards("socratic/", "train", 1), "README.md"];

    [Fact]
    public void Several_configs_without_a_default_are_a_fault_that_names_them()
        => Refused(Listing(Main), TwoConfigs).ShouldBe("anna/soups has several configs, and none is the default. Name one with 'config': main, socratic.");

    [Fact]
    public void A_config_that_is_not_there_is_a_fault_that_names_the_others()
    {
        Refused(Listing(Main), TwoConfigs, Config("mian")).ShouldBe("anna/soups has no config 'mian'. Did you mean 'main'? It has: main, socratic.");
        var many = "configs:\n" + string.Concat(Enumerable.Range(0, 323).Select(static i => $"- config_name: 20231101.l{i}\n"));
        Refused(Listing(Main), many).ShouldEndWith("20231101.l18, 20231101.l19 and 303 more.");
        Refused(Listing(Main), many, Config("en\u001b[31m")).ShouldStartWith("anna/soups has no config 'en?[31m'.");
    }

    [Fact]
    public void Train_is_read_and_what_is_left_out_is_said()
    {
        var chosen = From(Listing(Main), TwoConfigs, Config("main"));
        chosen.Config.ShouldBe("main");
        chosen.Splits.ShouldBe(["train"]);
        chosen.Paths().ShouldBe(Shards("main/", "train", 2));
        chosen.Rows.ShouldBe(7473);
        chosen.Notes.ShouldBe(["The split train is read; there is also test (1,319 rows). Name what you want with 'split', or 'all'."]);
    }

    [Fact]
    public void Splits_are_read_in_the_order_in_which_they_are_wished()
    {
        From(Listing(Main), TwoConfigs, Splits("test", "train", "test") with { Config = "main" }).Paths()
            .ShouldBe([.. Shards("main/", "test", 1), .. Shards("main/", "train", 2)]);
        var all = From(Listing(Main), TwoConfigs, Splits("all") with { Config = "main" });
        all.Splits.ShouldBe(["train", "test"]);
        all.Rows.ShouldBe(8792);
        all.Notes.ShouldBeEmpty();
        Refused(Listing(Main), TwoConfigs, Splits("tset", "dev") with { Config = "main" }).ShouldBe(string.Join(
            Environment.NewLine,
            "The config 'main' of anna/soups has no split 'tset'. Did you mean 'test'? It has: train (7,473 rows), test (1,319 rows).",
            "The config 'main' of anna/soups has no split 'dev'. It has: train (7,473 rows), test (1,319 rows)."));
    }

    [Fact]
    public void All_means_the_usual_splits_first()
        => From(Listing("data/zeta-00000-of-00001.csv", "data/test-00000-of-00001.csv", "data/validation-00000-of-00001.csv", "data/train-00000-of-00001.csv", "data/alpha-00000-of-00001.csv"), wish: Splits("all"))
            .Splits.ShouldBe(["train", "validation", "test", "alpha", "zeta"]);

    [Theory]
    [InlineData("data/state-of-art-00000-of-00001.csv", "state-of-art")]
    [InlineData("data/train-00000-of-00001", null)]
    [InlineData("data/train-0-of-1.csv", "train")]
    [InlineData("data/x/train-00000-of-00001.csv", "train")]
    [InlineData("dev/a.csv", "validation")]
    [InlineData("my-valid-files/a.csv", "validation")]
    [InlineData("train/eval/a.csv", "test")]
    [InlineData("validate/trainer.csv", "train")]
    [InlineData("soups_Test.csv", "test")]
    [InlineData("soups test2.csv", "test")]
    [InlineData("contest.csv", "train")]
    [InlineData("test", null)]
    [InlineData("evaluation.csv.gz", "test")]
    public void Names_tell_the_split(string path, string? split)
    {
        if (split is null)
        {
            Refused(Listing(path)).ShouldContain("holds no file that is read here");
        }
        else
        {
            From(Listing(path)).Splits.ShouldBe([split]);
        }
    }

    [Fact]
    public void A_usual_config_counts_where_the_dataset_has_it()
    {
        var usual = new FileWish { UsualConfig = "socratic" };
        From(Listing(Main), TwoConfigs, usual).Config.ShouldBe("socratic");
        From(Listing(Main), TwoConfigs, usual with { Config = "main" }).Config.ShouldBe("main");
        Refused(Listing(Main), TwoConfigs, new FileWish { UsualConfig = "gone" }).ShouldContain("several configs");
        From(Listing("a.json"), wish: usual).Config.ShouldBe("default");
        From(Listing("a.json"), "configs: [{ config_name: only }]", usual).Notes.Single().ShouldContain("'socratic', is not there any more; 'only' is read");
    }

    [Fact]
    public void Without_configs_a_name_means_the_folder_of_that_name()
    {
        var listing = Listing("RuRL/a.parquet", "RuRL/b.parquet", "sft/c.parquet", "data/soup.example/d.parquet", "img/x.png");
        From(listing).Paths().Count.ShouldBe(4);
        From(listing, wish: Config("default")).Paths().Count.ShouldBe(4);
        var folder = From(listing, wish: Config("RuRL"));
        folder.Paths().ShouldBe(["RuRL/a.parquet", "RuRL/b.parquet"]);
        folder.Config.ShouldBe("RuRL");
        folder.Notes.Single().ShouldContain("'RuRL' is the folder RuRL/");
        From(listing, wish: Config("soup.example")).Paths().ShouldBe(["data/soup.example/d.parquet"]);
        From(listing, wish: Config("data/soup.example/")).Paths().ShouldBe(["data/soup.example/d.parquet"]);
        Refused(listing, wish: Config("RuRl")).ShouldBe("anna/soups declares no configs and has no folder 'RuRl' with data. Did you mean 'RuRL'? It has: default, RuRL, data, data/soup.example, sft.");
        Refused(listing, wish: Config("img")).ShouldContain("no folder 'img' with data");
        Refused(listing, wish: Config("../x")).ShouldContain("no folder '../x' with data");
        From(Listing("x.json"), "dataset_info: { config_name: dataset }", Config("dataset")).Paths().ShouldBe(["x.json"]);
    }

    [Fact]
    public void Patterns_of_a_card_are_meant_from_the_folder_of_the_config_or_from_the_root()
    {
        const string Yaml = "configs: [{ config_name: a, data_dir: sub, data_files: [{ split: train, path: ./x.csv }, { split: test, path: sub/y.csv }] }]";
        From(Listing("x.csv", "sub/x.csv", "sub/y.csv"), Yaml, Splits("all")).Paths().ShouldBe(["sub/x.csv", "sub/y.csv"]);
    }

    [Fact]
    public void A_folder_of_a_config_is_looked_through_by_names()
    {
        const string Yaml = "configs: [{ config_name: a, data_dir: a }, { config_name: b, data_dir: b/ }]";
        var listing = Listing([.. Shards("a/", "train_sft", 2), .. Shards("a/", "test_sft", 1), "b/data/dev-00000-of-00001.csv", "b/dev.csv", "train.csv"]);
        var a = From(listing, Yaml, Splits("train_sft") with { Config = "a" });
        a.Paths().ShouldBe(Shards("a/", "train_sft", 2));
        var b = From(listing, Yaml, Config("b"));
        b.Splits.ShouldBe(["dev"]);
        b.Notes.ShouldBe(["By their names, 1 other data file belongs to no split: b/dev.csv. Read them with 'files'."]);
    }

    [Fact]
    public void What_the_card_names_and_nobody_has_is_a_fault()
    {
        const string Yaml = "configs: [{ config_name: a, data_files: { train: gone/*.csv, test: t.csv } }]";
        Refused(Listing("t.csv"), Yaml).ShouldBe("The dataset card says that split train of config 'a' of anna/soups lies in gone/*.csv, and no file of the repository is called so. Name the files that you want with 'files'.");
        var all = From(Listing("t.csv"), Yaml, Splits("all"));
        all.Splits.ShouldBe(["test"]);
        all.Notes.Single().ShouldEndWith("no file of the repository is called so. It is left out.");
        Refused(Listing("x.csv"), Yaml, Splits("all")).ShouldContain("no file of the repository is called so");
    }

    [Theory]
    [InlineData("a.parquet b.jsonl c.jsonl", "a.parquet", "Of several formats one is read: 1 .parquet. Left out: 2 .jsonl; read them with files: '*.jsonl'.")]
    [InlineData("a.json b.jsonl c.jsonl.gz", "b.jsonl c.jsonl.gz", "Left out: 1 .json; read them with files: 'a.json'.")]
    [InlineData("a.json x/b.csv y/c.csv d.csv.gz", "d.csv.gz x/b.csv y/c.csv", "one is read: 2 .csv, 1 .csv.gz.")]
    [InlineData("a.csv a.tsv a.json a.txt", "a.json", "Left out: 1 .csv, 1 .tsv, 1 .txt; read them with files: 'a.csv', or another of these formats.")]
    [InlineData("a.jsonl a.jsonl.gz b.jsonl.gz", "a.jsonl b.jsonl.gz", "1 .gz file lies beside the same file uncompressed and is not read again.")]
    [InlineData("data/a.txt README.txt LICENSE.txt requirements.txt a.md", "data/a.txt", null)]
    [InlineData("data/a.csv .b.csv .git/c.csv __MACOSX/a.csv data/__pycache__/d.csv config.json", "data/a.csv", null)]
    public void One_kind_of_file_is_read(string listing, string expected, string? note)
    {
        var chosen = From(Listing(listing.Split(' ')));
        chosen.Paths().ShouldBe(expected.Split(' '));
        string.Join(' ', chosen.Notes).ShouldContain(note ?? "");
        chosen.Notes.Count.ShouldBe(note is null ? 0 : 1);
    }

    [Fact]
    public void Kinds_are_not_mixed_between_splits()
    {
        var mixed = Listing("train.parquet", "train.jsonl", "test.jsonl", "val.csv");
        From(mixed, wish: Splits("train")).Paths().ShouldBe(["train.parquet"]);
        From(mixed, wish: Splits("train", "test")).Paths().ShouldBe(["train.jsonl", "test.jsonl"]);
        Refused(mixed, wish: Splits("all")).ShouldBe("The splits of anna/soups are of different formats: train has 1 .jsonl, 1 .parquet; validation has 1 .csv; test has 1 .jsonl. Read each as a source of its own.");
    }

    [Fact]
    public void Files_of_formats_that_are_not_read_are_a_fault_that_says_which()
    {
        Refused(Listing("data-0.arrow", "data-1.arrow", "x.tar.gz", "README.md", ".gitattributes", "dataset_info.json", "load.py")).ShouldBe(
            "anna/soups holds no file that is read here: found 2 .arrow, 1 .tar.gz; read are .parquet, and .jsonl, .ndjson, .json, .csv, .tsv and .txt, each also with .gz. The Hub may hold it as Parquet on the branch refs/convert/parquet.");
        Refused(Listing("README.md")).ShouldContain("found nothing");
        Refused(Listing("a.jsonl.zst"), "configs: [{ config_name: a, data_files: '*.zst' }]").ShouldStartWith("The split train of anna/soups holds no file that is read here: found 1 .jsonl.zst");
        Refused(Listing("a.json"), "configs: [{ config_name: a, data_dir: b }]").ShouldContain("found nothing");
    }

    [Fact]
    public void At_most_so_many_files_are_taken()
    {
        var listing = Listing("train_10.jsonl", "train_2.jsonl", "train_1.jsonl");
        var two = From(listing, "dataset_info: { splits: [{ name: train, num_examples: 9 }] }", new FileWish { MaxFiles = 2 });
        two.Paths().ShouldBe(["train_1.jsonl", "train_2.jsonl"]);
        two.Rows.ShouldBeNull();
        two.Notes.ShouldBe(["The first 2 of 3 files are read (max-files)."]);
        From(listing, wish: new FileWish { MaxFiles = 3 }).Notes.ShouldBeEmpty();
        Refused(listing, wish: new FileWish { MaxFiles = 0 }).ShouldBe("max-files expects a number above 0; found 0.");
    }
}
