using Quern.Hub.Layout;
using static Quern.Tests.Hub.Layout.Chosen;

namespace Quern.Tests.Hub.Layout;

/// <summary>Repositories as they truly lie on the Hub: conversations and tool use.</summary>
public sealed class ChatLayoutTests
{
    private const string DataTrain = "configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: data/train-*\n";

    // allenai/WildChat-1M, lmsys/lmsys-chat-1m, interstellarninja/hermes_reasoning_tool_use, allenai/Dolci-Instruct-SFT-Tool-Use, tatsu-lab/alpaca
    [Theory]
    [InlineData(14, "")]
    [InlineData(6, "-4fe3e3d2d1b9b8a5")]
    [InlineData(1, "")]
    [InlineData(3, "")]
    [InlineData(1, "-a09b74b3ef9c3b56")]
    public void Shards_of_train_below_data(int count, string after)
    {
        var shards = Shards("data/", "train", count, after);
        var listing = Listing([.. shards.Reverse(), ".gitattributes", "README.md", "assets/plot.png"]);
        From(listing, DataTrain).Paths().ShouldBe(shards);
        var told = From(listing);
        told.Paths().ShouldBe(shards);
        told.Config.ShouldBe("default");
        told.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Ultrachat_200k_has_four_splits_and_none_is_train()
    {
        var listing = Listing([
            .. Shards("data/", "test_gen", 1, "-3d4cd8309148a71f"), .. Shards("data/", "test_sft", 1, "-f7dfac4afe5b93f4"),
            .. Shards("data/", "train_gen", 3, "-a6c9fb894be3e50b"), .. Shards("data/", "train_sft", 3, "-a3ecf92756993583")]);
        const string Yaml = """
            configs:
            - config_name: default
              data_files:
              - split: train_sft
                path: data/train_sft-*
              - split: test_sft
                path: data/test_sft-*
              - split: train_gen
                path: data/train_gen-*
              - split: test_gen
                path: data/test_gen-*
            dataset_info:
              splits:
              - name: train_sft
                num_examples: 207865
              - name: test_sft
                num_examples: 23110
              - name: train_gen
                num_examples: 256032
              - name: test_gen
                num_examples: 28304
            """;
        var chosen = From(listing, Yaml, Splits("train_sft"));
        chosen.Paths().ShouldBe(Shards("data/", "train_sft", 3, "-a3ecf92756993583"));
        chosen.Rows.ShouldBe(207_865);
        From(listing, wish: Splits("train_sft")).Paths().ShouldBe(chosen.Paths());
        Refused(listing, Yaml).ShouldBe(
            "The config 'default' of anna/soups has several splits, and none is called train. Name one or more with 'split', or 'all': "
            + "train_sft (207,865 rows), test_sft (23,110 rows), train_gen (256,032 rows), test_gen (28,304 rows).");
        Refused(listing, Yaml, Splits("train")).ShouldContain("has no split 'train'.");
    }

    [Fact]
    public void Ultrachat_is_ten_files_in_the_root()
    {
        string[] files = [.. Enumerable.Range(0, 10).Select(static i => $"train_{i}.jsonl")];
        var chosen = From(Listing([.. files.Reverse(), "README.md"]));
        chosen.Paths().ShouldBe(files);
        chosen.Splits.ShouldBe(["train"]);
        From(Listing(files), wish: new FileWish { MaxFiles = 2 }).Paths().ShouldBe(files[..2]);
    }

    [Fact]
    public void Oasst_has_parquet_and_nested_dumps_beside_it()
    {
        string[] dumps = ["2023-04-12_oasst_all.trees.jsonl.gz", "2023-04-12_oasst_ready.messages.jsonl.gz", "2023-04-12_oasst_ready.trees.jsonl.gz"];
        string[] train = Shards("data/", "train", 1, "-b42a775f407cee45");
        var listing = Listing([.. train, .. Shards("data/", "validation", 1, "-134b8fd0c89408b6"), .. dumps]);
        var chosen = From(listing);
        chosen.Paths().ShouldBe(train);
        chosen.Notes.Count.ShouldBe(2);
        chosen.Notes[0].ShouldStartWith("By their names, 3 other data files belong to no split: 2023-04-12_oasst_all.trees.jsonl.gz,");
        chosen.Notes[1].ShouldContain("there is also validation.");
        From(listing, wish: Splits("all")).Splits.ShouldBe(["train", "validation"]);
        From(listing, wish: Files("*ready.trees*")).Paths().ShouldBe(dumps[2..]);
    }

    [Fact]
    public void Xlam_is_one_document_and_its_config_has_a_name_of_its_own()
    {
        var listing = Listing("xlam_function_calling_60k.json", "README.md", "figures/pipeline.png");
        const string Yaml = "configs:\n- config_name: dataset\n  data_files:\n  - split: train\n    path: xlam_function_calling_60k.json\n";
        var chosen = From(listing, Yaml);
        chosen.Config.ShouldBe("dataset");
        chosen.Paths().ShouldBe(["xlam_function_calling_60k.json"]);
        From(listing, Yaml, Config("dataset")).Paths().ShouldBe(chosen.Paths());
        From(listing, wish: new FileWish { UsualConfig = "dataset" }).Paths().ShouldBe(chosen.Paths());
        Refused(listing, Yaml, Config("default")).ShouldContain("has no config 'default'. It has: dataset.");
    }

    [Fact]
    public void Hermes_has_five_documents_and_a_config_for_each()
    {
        (string Config, string File)[] parts =
        [
            ("func_calling_singleturn", "func-calling-singleturn.json"), ("func_calling", "func-calling.json"),
            ("glaive_func_calling", "glaive-function-calling-5k.json"), ("json_mode_agentic", "json-mode-agentic.json"),
            ("json_mode_singleturn", "json-mode-singleturn.json"),
        ];
        var listing = Listing([.. parts.Select(static p => p.File), "README.md"]);
        var yaml = "configs:\n" + string.Concat(parts.Select(static (p, i) =>
            $"- config_name: {p.Config}\n  data_files:\n  - split: train\n    path: {p.File}\n{(i == 0 ? "  default: true\n" : "")}"));
        From(listing, yaml).Paths().ShouldBe(["func-calling-singleturn.json"]);
        foreach (var (config, file) in parts)
        {
            From(listing, yaml, Config(config)).Paths().ShouldBe([file]);
        }
    }

    // Voxel51/fiftyone-function-calling-14k, llamafactory/reason-tool-use-demo-1500, MiniMaxAI/OctoCodingBench
    [Theory]
    [InlineData("function_calling.json")]
    [InlineData("reason_tool_use_demo_1500.jsonl")]
    [InlineData("OctoCodingBench.jsonl")]
    public void A_single_file_is_train(string file)
    {
        var chosen = From(Listing(".gitattributes", "README.md", "LICENSE", "skills/run.sh", file));
        chosen.Splits.ShouldBe(["train"]);
        chosen.Paths().ShouldBe([file]);
        chosen.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Agent_reward_bench_is_named_by_its_table_or_its_folders()
    {
        string[] steps = [.. Enumerable.Range(0, 1302).Select(static i => $"cleaned/webarena/GenericAgent-a/exp-{i % 7}/webarena.{i}.json")];
        var listing = Listing([.. steps, "judgments/webarena/GenericAgent-a/aer/webarena.1.json", "annotations.csv", "splits.csv", "screenshots/webarena/1/0.png"]);
        From(listing, "configs: [{ config_name: default, data_files: annotations.csv }]").Paths().ShouldBe(["annotations.csv"]);
        From(listing, wish: Files("annotations.csv")).Paths().ShouldBe(["annotations.csv"]);
        var cleaned = From(listing, wish: Files("cleaned/**/*.json"));
        cleaned.Files.Count.ShouldBe(1302);
        cleaned.Paths().Take(2).ShouldBe(["cleaned/webarena/GenericAgent-a/exp-0/webarena.0.json", "cleaned/webarena/GenericAgent-a/exp-0/webarena.7.json"]);
        From(listing, wish: Config("cleaned")).Files.Count.ShouldBe(1302);
        From(listing).Notes.Single().ShouldBe("Of several formats one is read: 1,303 .json. Left out: 2 .csv; read them with files: '*.csv'.");
    }
}
