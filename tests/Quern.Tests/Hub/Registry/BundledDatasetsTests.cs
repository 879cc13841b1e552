using Quern.Hub.Registry;

namespace Quern.Tests.Hub.Registry;

/// <summary>The list that comes with Quern is whole, agrees with itself, and says what a user needs to know.</summary>
public sealed class BundledDatasetsTests
{
    private static readonly IReadOnlyList<KnownDataset> Entries = DatasetRegistry.Standard.Entries;

    public static TheoryData<string> Names { get; } = [.. Entries.Select(static e => e.Name)];

    [Theory]
    [InlineData("alpaca", "tatsu-lab/alpaca")]
    [InlineData("anthropic-hh", "Anthropic/hh-rlhf")]
    [InlineData("wizardlm", "WizardLMTeam/WizardLM_evol_instruct_70k")]
    [InlineData("oasst", "OpenAssistant/oasst1")]
    [InlineData("oasst2", "OpenAssistant/oasst2")]
    [InlineData("wildchat", "allenai/WildChat-1M")]
    [InlineData("lmsys-chat", "lmsys/lmsys-chat-1m")]
    [InlineData("xlam", "Salesforce/xlam-function-calling-60k")]
    [InlineData("hermes-fc", "NousResearch/hermes-function-calling-v1")]
    [InlineData("hermes-reasoning", "interstellarninja/hermes_reasoning_tool_use")]
    [InlineData("fiftyone-fc", "Voxel51/fiftyone-function-calling-14k")]
    [InlineData("instruction-dataset", "HuggingFaceH4/instruction-dataset")]
    [InlineData("reason-tool-use", "llamafactory/reason-tool-use-demo-1500")]
    [InlineData("dolci-tool-use", "allenai/Dolci-Instruct-SFT-Tool-Use")]
    [InlineData("natural-instructions", "Muennighoff/natural-instructions")]
    [InlineData("nemotron-instruction-following", "nvidia/Nemotron-RL-instruction_following")]
    [InlineData("deepset-injections", "deepset/prompt-injections")]
    [InlineData("llmail", "microsoft/llmail-inject-challenge")]
    [InlineData("geekyrakshit-injections", "geekyrakshit/prompt-injection-dataset")]
    [InlineData("agent-harm", "ai-safety-institute/AgentHarm")]
    [InlineData("superior-reasoning-stage1", "Alibaba-Apsara/Superior-Reasoning-SFT-gpt-oss-120b")]
    [InlineData("octo-coding-bench", "MiniMaxAI/OctoCodingBench")]
    [InlineData("rubric-hub-rl", "sojuL/RubricHub_v1")]
    [InlineData("agent-reward-bench", "McGill-NLP/agent-reward-bench")]
    [InlineData("sciq", "allenai/sciq")]
    [InlineData("stack-exchange", "HuggingFaceH4/stack-exchange-preferences")]
    [InlineData("pmp-stack-exchange", "HuggingFaceH4/pmp-stack-exchange")]
    [InlineData("natural-questions", "google-research-datasets/natural_questions")]
    [InlineData("squad", "rajpurkar/squad")]
    [InlineData("ultrachat-200k", "HuggingFaceH4/ultrachat_200k")]
    [InlineData("ultrachat", "stingning/ultrachat")]
    [InlineData("wikipedia", "wikimedia/wikipedia")]
    [InlineData("ultrafeedback", "HuggingFaceH4/ultrafeedback_binarized")]
    [InlineData("gsm8k", "openai/gsm8k")]
    public void It_is_listed_and_its_name_and_its_id_mean_the_same(string name, string hub)
    {
        DatasetRegistry.Standard.Find(name).ShouldNotBeNull().Hub.ShouldBe(hub);
        DatasetRegistry.Standard.Find(hub)!.Name.ShouldBe(name);
    }

    [Fact]
    public void No_two_entries_have_one_name_or_read_the_same_rows()
    {
        Entries.Select(static e => e.Name).ShouldBeUnique();
        Entries.Select(static e => $"{e.Hub} {e.Config} {e.Split} {string.Join(' ', e.FilesOf())}").ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_says_what_its_licence_is_and_whence(string name)
    {
        var entry = DatasetRegistry.Standard.Find(name)!;
        entry.Licence.ShouldNotBeNullOrWhiteSpace();
        entry.NonCommercial.ShouldBe(entry.Licence.Contains("-nc-", StringComparison.Ordinal));
        if (entry.Licence is "unknown" or "other")
        {
            entry.LicenceNote.ShouldNotBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_is_complete(string name)
    {
        var entry = DatasetRegistry.Standard.Find(name)!;
        entry.Note.ShouldNotBeNullOrWhiteSpace();
        entry.Note!.ShouldNotContain('\n');
        entry.Family.ShouldNotBe("unknown");
        (entry.GateAsks is not null).ShouldBe(entry.Gated);
        (entry.Labels.Count > 0).ShouldBe(entry.Family == "text-label");
        if (entry.Seen)
        {
            entry.Layout.ShouldNotBe("unknown");
            entry.DefaultSplit.ShouldNotBeNull();
        }

        foreach (var split in entry.Splits)
        {
            (split.Rows is null).ShouldBe(split.Certainty == RowCertainty.Unknown, split.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Named_files_are_those_that_were_uploaded_and_every_split_has_its_own(string name)
    {
        var entry = DatasetRegistry.Standard.Find(name)!;
        var bySplit = entry.Splits.Any(static s => s.Files.Count > 0);
        if (entry.Files.Count > 0 || bySplit)
        {
            entry.Native.ShouldBeTrue();
            entry.Splits.ShouldAllBe(s => entry.FilesOf(s.Name).Count > 0);
            (entry.Files.Count > 0 && bySplit).ShouldBeFalse();
        }

        if (entry.Splits.Any(static s => s.Name == "train"))
        {
            entry.Split.ShouldBe("train");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_that_must_not_be_read_from_a_conversion_says_why(string name)
    {
        var entry = DatasetRegistry.Standard.Find(name)!;
        if (entry.Native)
        {
            new[] { "conver", "files beside" }.ShouldContain(why => entry.Note!.Contains(why, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("oasst", 88_838)]
    [InlineData("sciq", 13_679)]
    [InlineData("gsm8k", 8_792)]
    [InlineData("rubric-hub-rl", 9_812 + 95_173 + 29_681 + 29_418 + 17_444)]
    [InlineData("rubric-hub-sft", 156_538 + 26_194)]
    [InlineData("ultrachat-200k", 515_311)]
    [InlineData("ultrafeedback", 187_405)]
    [InlineData("agent-harm", 208)]
    public void The_splits_add_up_to_the_rows_of_the_whole(string name, long rows)
        => DatasetRegistry.Standard.Find(name)!.Splits.Sum(static s => s.Rows).ShouldBe(rows);

    [Theory]
    [InlineData("instruct", "alpaca", "wizardlm", "xlam", "hermes-fc")]
    [InlineData("jepa", "sciq", "squad", "gsm8k", "wikipedia", "natural-questions", "oasst", "ultrachat")]
    [InlineData("adversarial", "deepset-injections", "geekyrakshit-injections", "llmail", "agent-harm", "anthropic-hh-red-team")]
    [InlineData("qa", "sciq", "squad", "gsm8k", "natural-questions")]
    public void A_group_holds_what_it_is_for(string group, params string[] names)
        => names.ShouldBeSubsetOf(DatasetRegistry.Standard.Group(group).Select(static e => e.Name));

    [Fact]
    public void Dangerous_directories_are_left_out_by_their_patterns()
    {
        var pairs = DatasetRegistry.Standard.Find("anthropic-hh")!;
        pairs.FilesOf().ShouldBe(["harmless-base/train.jsonl.gz", "helpful-*/train.jsonl.gz"]);
        pairs.FilesOf("test").ShouldBe(["harmless-base/test.jsonl.gz", "helpful-*/test.jsonl.gz"]);
        DatasetRegistry.Standard.Find("rubric-hub-rl")!.FilesOf().ShouldBe(["RuRL/*.parquet"]);
        DatasetRegistry.Standard.Find("llmail")!.FilesOf().ShouldBe(["data/raw_submissions_phase1.jsonl"]);
    }
}
