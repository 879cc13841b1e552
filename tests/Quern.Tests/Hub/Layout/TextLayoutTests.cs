using Quern.Hub.Layout;
using static Quern.Tests.Hub.Layout.Chosen;

namespace Quern.Tests.Hub.Layout;

/// <summary>Repositories as they truly lie on the Hub: instructions, preferences, questions and documents.</summary>
public sealed class TextLayoutTests
{
    // WizardLMTeam/WizardLM_evol_instruct_70k, HuggingFaceH4/instruction-dataset, nvidia/Nemotron-RL-instruction_following
    [Theory]
    [InlineData("alpaca_evol_instruct_70k.json", "train")]
    [InlineData("step3-eval.jsonl", "test")]
    [InlineData("instruction_following.jsonl", "train")]
    public void A_single_file_has_the_split_that_its_name_tells(string file, string split)
    {
        var chosen = From(Listing("README.md", file));
        chosen.Splits.ShouldBe([split]);
        chosen.Paths().ShouldBe([file]);
        chosen.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Natural_instructions_is_a_folder_for_each_split()
    {
        string[] train = [.. Enumerable.Range(1, 757).Select(static i => $"train/task{i:D3}_soup_test_generation_train.jsonl")];
        string[] test = [.. Enumerable.Range(1, 119).Select(static i => $"test/task{i:D3}_soup_test.jsonl")];
        var listing = Listing([.. test, .. train, "README.md"]);
        var chosen = From(listing);
        chosen.Paths().ShouldBe(train);
        chosen.Notes.ShouldBe(["The split train is read; there is also test. Name what you want with 'split', or 'all'."]);
        From(listing, wish: Splits("test")).Paths().ShouldBe(test);
    }

    [Fact]
    public void Superior_reasoning_has_two_configs_and_no_default()
    {
        const string Name = "Superior-Reasoning-SFT-gpt-oss-120b-stage";
        var listing = Listing($"{Name}1-train-data.jsonl", $"{Name}2-train-data.jsonl");
        var yaml = $"""
            configs:
            - config_name: stage1
              data_files: {Name}1-train-data.jsonl
            - config_name: stage2
              data_files: {Name}2-train-data.jsonl
            """;
        Refused(listing, yaml).ShouldEndWith("Name one with 'config': stage1, stage2.");
        From(listing, yaml, Config("stage2")).Paths().ShouldBe([$"{Name}2-train-data.jsonl"]);
    }

    [Fact]
    public void Rubric_hub_has_two_shapes_that_folders_tell_apart()
    {
        string[] first = ["RuRL/rurbichub_v1_Chat.parquet", "RuRL/rurbichub_v1_Instruction_Following.parquet", "RuRL/rurbichub_v1_Medical.parquet", "RuRL/rurbichub_v1_Science.parquet", "RuRL/rurbichub_v1_Writing.parquet"];
        var listing = Listing([.. first, "sft_RuFT/best_of_6samples_26k.parquet", "sft_RuFT/rurbichub_v1_6samples_156k.parquet", "DATA_UPLOAD.md"]);
        From(listing).Files.Count.ShouldBe(7);
        From(listing, wish: Config("RuRL")).Paths().ShouldBe(first);
        From(listing, wish: Files("sft_RuFT/*.parquet")).Files.Count.ShouldBe(2);
    }

    [Fact]
    public void Agent_harm_holds_its_rows_under_a_key()
    {
        string[] files =
        [
            "benchmark/benign_behaviors_test_public.json", "benchmark/benign_behaviors_validation.json", "benchmark/chat_public_test.json",
            "benchmark/chat_validation.json", "benchmark/harmful_behaviors_test_public.json", "benchmark/harmful_behaviors_validation.json",
        ];
        static string Part(string config, string test, string validation) => $"""
            - config_name: {config}
              data_files:
              - split: test_public
                path: benchmark/{test}.json
              - split: validation
                path: benchmark/{validation}.json
              field: behaviors

            """;
        var yaml = "configs:\n" + Part("harmful", "harmful_behaviors_test_public", "harmful_behaviors_validation")
            + Part("harmless_benign", "benign_behaviors_test_public", "benign_behaviors_validation") + Part("chat", "chat_public_test", "chat_validation");
        var chosen = From(Listing([.. files, "README.md", "LICENSE"]), yaml, Splits("test_public") with { Config = "chat" });
        chosen.Field.ShouldBe("behaviors");
        chosen.Paths().ShouldBe(["benchmark/chat_public_test.json"]);
        From(Listing(files), yaml, Splits("all") with { Config = "harmful" }).Splits.ShouldBe(["validation", "test_public"]);
        Refused(Listing(files), yaml).ShouldContain("harmful, harmless_benign, chat");
        Refused(Listing(files), yaml, Config("harmful")).ShouldContain("test_public, validation");
        From(Listing(files), yaml, Files(files[0])).Field.ShouldBe("behaviors");
    }

    // deepset/prompt-injections, geekyrakshit/prompt-injection-dataset, allenai/sciq
    [Theory]
    [InlineData("train test", "-9564e8b05b4757ab")]
    [InlineData("train validation test", "")]
    public void Splits_below_data_are_told_apart(string splits, string after)
    {
        var names = splits.Split(' ');
        var listing = Listing([.. names.SelectMany(s => Shards("data/", s, 1, after)), "README.md"]);
        foreach (var name in names)
        {
            From(listing, wish: Splits(name)).Paths().ShouldBe(Shards("data/", name, 1, after));
        }

        From(listing, wish: Splits("all")).Splits.ShouldBe(names);
    }

    [Fact]
    public void Llmail_has_splits_of_its_own_and_maps_that_are_no_rows()
    {
        var listing = Listing(
            "data/emails_for_fp_tests.jsonl", "data/labelled_unique_submissions_phase1.json", "data/labelled_unique_submissions_phase2.json",
            "data/levels_descriptions.json", "data/raw_submissions_phase1.jsonl", "data/raw_submissions_phase2.jsonl", "data/scenarios.json", "data/system_prompt.json");
        const string Yaml = """
            configs:
            - config_name: default
              data_files:
              - split: Phase1
                path: data/raw_submissions_phase1.jsonl
              - split: Phase2
                path: data/raw_submissions_phase2.jsonl
            """;
        From(listing, Yaml, Splits("Phase2", "Phase1")).Paths().ShouldBe(["data/raw_submissions_phase2.jsonl", "data/raw_submissions_phase1.jsonl"]);
        Refused(listing, Yaml, Splits("phase1")).ShouldContain("Did you mean 'Phase1'?");
        From(listing, wish: Files("data/raw_submissions_phase?.jsonl")).Files.Count.ShouldBe(2);
    }

    [Fact]
    public void Hh_rlhf_has_four_folders_and_one_that_belongs_to_no_split()
    {
        string[] folders = ["harmless-base", "helpful-base", "helpful-online", "helpful-rejection-sampled"];
        var listing = Listing([.. folders.SelectMany(static f => new[] { $"{f}/test.jsonl.gz", $"{f}/train.jsonl.gz" }), "red-team-attempts/red_team_attempts.jsonl.gz"]);
        var chosen = From(listing);
        chosen.Paths().ShouldBe(folders.Select(static f => $"{f}/train.jsonl.gz"));
        chosen.Notes[0].ShouldBe("By their names, 1 other data file belongs to no split: red-team-attempts/red_team_attempts.jsonl.gz. Read them with 'files'.");
        From(listing, wish: Splits("test") with { Config = "helpful-base" }).Paths().ShouldBe(["helpful-base/test.jsonl.gz"]);
        From(listing, wish: Files("red-team-attempts")).Files.Count.ShouldBe(1);
    }

    [Fact]
    public void Ultrafeedback_has_six_splits()
    {
        string[] names = ["train_prefs", "train_sft", "test_prefs", "test_sft", "train_gen", "test_gen"];
        var listing = Listing([.. names.SelectMany(static s => Shards("data/", s, 1))]);
        var yaml = "configs:\n- config_name: default\n  data_files:\n" + string.Concat(names.Select(static s => $"  - split: {s}\n    path: data/{s}-*\n"));
        Refused(listing, yaml).ShouldEndWith(string.Join(", ", names) + ".");
        From(listing, yaml, Splits("train_prefs")).Paths().ShouldBe(Shards("data/", "train_prefs", 1));
        From(listing, yaml, Splits("all")).Splits.ShouldBe(names);
    }

    [Fact]
    public void Stack_exchange_is_a_folder_for_each_site()
    {
        string[] sites = ["3dprinting.meta.stackexchange.com", "ai.stackexchange.com", "cooking.stackexchange.com", "datascience.stackexchange.com", "stackoverflow.com"];
        var listing = Listing([.. sites.SelectMany(static s => new[] { $"data/{s}/part-0.parquet", $"data/{s}/part-1.parquet" }), "README.md", "stack_exchange_users.md"]);
        From(listing).Files.Count.ShouldBe(10);
        From(listing, wish: Config("cooking.stackexchange.com")).Files.Count.ShouldBe(2);
        From(listing, wish: Files("data/*.meta.*/*.parquet")).Files.Count.ShouldBe(2);
    }

    [Fact]
    public void Natural_questions_takes_the_default_of_two_configs()
    {
        string[] train = Shards("default/", "train", 287);
        string[] validation = Shards("default/", "validation", 7);
        var listing = Listing([.. train, .. validation, .. Shards("dev/", "validation", 7)]);
        const string Yaml = """
            configs:
            - config_name: default
              data_files: [{ split: train, path: default/train-* }, { split: validation, path: default/validation-* }]
            - config_name: dev
              data_files: [{ split: validation, path: dev/validation-* }]
            """;
        From(listing, Yaml).Paths().ShouldBe(train);
        From(listing, Yaml, Config("dev")).Paths().ShouldBe(Shards("dev/", "validation", 7));
        From(listing, Yaml, Splits("validation")).Paths().ShouldBe(validation);
    }

    [Theory]
    [InlineData("plain_text", "train validation")]
    [InlineData("main", "train test")]
    public void Squad_and_gsm8k_are_a_folder_for_each_config(string config, string splits)
    {
        var names = splits.Split(' ');
        var listing = Listing([.. names.SelectMany(s => Shards(config + "/", s, 1)), "README.md"]);
        var yaml = $"configs:\n- config_name: {config}\n  data_files:\n" + string.Concat(names.Select(s => $"  - split: {s}\n    path: {config}/{s}-*\n"));
        var chosen = From(listing, yaml);
        chosen.Config.ShouldBe(config);
        chosen.Paths().ShouldBe(Shards(config + "/", "train", 1));
        From(listing, wish: Config(config)).Paths().ShouldBe(chosen.Paths());
    }

    [Fact]
    public void Wikipedia_has_configs_that_look_like_numbers()
    {
        string[] languages = ["ab", "de", "en", "zu"];
        var listing = Listing([.. languages.SelectMany(static l => Shards($"20231101.{l}/", "train", l == "en" ? 41 : 1))]);
        var yaml = "license:\n- cc-by-sa-3.0\n- gfdl\nconfigs:\n" + string.Concat(languages.Select(static l =>
            $"- config_name: 20231101.{l}\n  data_files:\n  - split: train\n    path: 20231101.{l}/train-*\n"));
        var chosen = From(listing, yaml, Config("20231101.en") with { MaxFiles = 2 });
        chosen.Paths().ShouldBe(Shards("20231101.en/", "train", 41)[..2]);
        chosen.Notes.ShouldBe(["The first 2 of 41 files are read (max-files)."]);
        Refused(listing, yaml, Config("20231101.eng")).ShouldContain("Did you mean '20231101.en'?");
    }
}
