using Quern.Hub;
using Quern.Hub.Layout;
using Quern.Rows;
using static Quern.Tests.Hub.Layout.Chosen;

namespace Quern.Tests.Hub.Layout;

public sealed class ConvertedChoiceTests
{
    private static readonly IReadOnlyList<RepoFile> Branch = Listing(
        ".gitattributes", "README.md", "default/train/0010.parquet", "default/train/0000.parquet", "default/train/0001.parquet", "default/test/0000.parquet", "dev/partial-validation/0000.parquet");

    [Fact]
    public void Files_of_a_config_and_split_are_chosen()
    {
        var (chosen, notes) = Of(Branch, new FileWish());
        chosen!.IsConverted.ShouldBeTrue();
        chosen.Config.ShouldBe("default");
        chosen.Splits.ShouldBe(["train"]);
        chosen.Paths().ShouldBe(["default/train/0000.parquet", "default/train/0001.parquet", "default/train/0010.parquet"]);
        chosen.Notes.Single().ShouldContain("there is also test.");
        notes.ShouldBeEmpty();
        Of(Branch, Splits("test", "train")).Chosen!.Paths()[0].ShouldBe("default/test/0000.parquet");
        Of(Branch, Splits("all") with { MaxFiles = 1 }).Chosen!.Notes.ShouldBe(["The first 1 of 4 files is read (max-files)."]);
    }

    [Theory]
    [InlineData("other", null)]
    [InlineData(null, "validation")]
    [InlineData(null, "train,validation")]
    [InlineData("default/train", null)]
    public void What_the_branch_does_not_have_is_not_chosen(string? config, string? splits)
    {
        var (chosen, notes) = Of(Branch, new FileWish { Config = config, Splits = splits?.Split(',') ?? [] });
        chosen.ShouldBeNull();
        notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_part_is_never_taken_for_the_whole()
    {
        var (chosen, notes) = Of(Branch, Config("dev"));
        chosen.ShouldBeNull();
        notes.ShouldBe(["The Hub has converted only a part of the dataset to Parquet, so its own files are read."]);
        Of(Listing("default/partial-train/0000.parquet", "default/test/0000.parquet"), new FileWish()).Notes.Count.ShouldBe(1);
        Of(Listing("default/partial-train/0000.parquet", "default/test/0000.parquet"), Splits("test")).Chosen!.Files.Count.ShouldBe(1);
        Of(Listing("default/partial-train/0000.parquet", "default/test/0000.parquet"), Splits("all")).Chosen.ShouldBeNull();
    }

    [Fact]
    public void The_default_of_the_card_counts_and_the_branch_knows_no_better()
    {
        var branch = Listing("a/train/0000.parquet", "b/train/0000.parquet", "default/train/0000.parquet");
        Of(branch, new FileWish(), "configs: [{ config_name: a }, { config_name: b, default: true }]").Chosen!.Config.ShouldBe("b");
        Of(branch, new FileWish(), "configs: [{ config_name: a }, { config_name: b }]").Chosen.ShouldBeNull();
        Of(branch, new FileWish { UsualConfig = "a" }, "configs: [{ config_name: a }, { config_name: b }]").Chosen!.Config.ShouldBe("a");
        Of(branch, new FileWish()).Chosen!.Config.ShouldBe("default");
        Of(Listing("dataset/train/0000.parquet"), new FileWish()).Chosen!.Config.ShouldBe("dataset");
        Of(Listing("a/train/0000.parquet", "b/train/0000.parquet"), new FileWish()).Chosen.ShouldBeNull();
        Of([], new FileWish()).Chosen.ShouldBeNull();
    }

    [Fact]
    public void Own_parquet_comes_first()
    {
        var own = Listing(Shards("data/", "train", 2));
        Decide(own, Branch).IsConverted.ShouldBeFalse();
        Decide(own, Branch).Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Converted_files_come_before_documents_and_the_note_says_how_to_read_these()
    {
        var own = Listing([.. Enumerable.Range(0, 10).Select(static i => $"train_{i}.jsonl")]);
        var chosen = Decide(own, Branch);
        chosen.IsConverted.ShouldBeTrue();
        chosen.Notes[0].ShouldBe("The dataset's own files are 10 .jsonl; the Parquet files that the Hub made of them are read (branch refs/convert/parquet). For its own say files: 'train_*.jsonl'.");
        Decide(own, Branch, new FileWish { MaxFiles = 1 }).Notes[0].ShouldContain("files: 'train_*.jsonl'");
        Decide(own, Branch, Files("train_*.jsonl")).Files.Count.ShouldBe(10);
        Decide(own, Branch, new FileWish(), nativeOnly: true).Files.Count.ShouldBe(10);
        Decide(own, null).Files.Count.ShouldBe(10);
        Decide(own, Listing("default/test/0000.parquet", "default/x/0000.parquet")).Files.Count.ShouldBe(10);
    }

    [Fact]
    public void A_part_that_was_converted_leaves_the_own_files()
    {
        var chosen = Decide(Listing("train_0.jsonl", "train_1.jsonl"), Listing("default/partial-train/0000.parquet"));
        chosen.IsConverted.ShouldBeFalse();
        chosen.Paths().ShouldBe(["train_0.jsonl", "train_1.jsonl"]);
        chosen.Notes.Single().ShouldContain("only a part");
    }

    [Fact]
    public void What_is_not_read_here_is_read_as_the_hub_made_it()
    {
        var arrows = Listing("data-0.arrow", "README.md");
        Decide(arrows, Branch).Notes[0].ShouldStartWith("None of the dataset's own files could be taken");
        Should.Throw<RecipeFault>(() => Decide(arrows, null)).Message.ShouldContain("found 1 .arrow");
        Should.Throw<RecipeFault>(() => Decide(arrows, Listing("x/y/0000.parquet", "z/y/0000.parquet"))).Message.ShouldContain("found 1 .arrow");
        Should.Throw<RecipeFault>(() => Decide(arrows, Branch, new FileWish { MaxFiles = -1 })).Message.ShouldContain("above 0");
    }

    [Fact]
    public void A_wish_that_neither_has_is_the_fault_of_the_own_files()
    {
        const string Yaml = "configs: [{ config_name: main, data_files: a.json }, { config_name: socratic, data_files: b.json }]";
        var branch = Listing("main/train/0000.parquet", "socratic/train/0000.parquet");
        var own = Listing("a.json", "b.json");
        Should.Throw<RecipeFault>(() => Decide(own, branch, new FileWish(), yaml: Yaml)).Message.ShouldContain("several configs");
        Should.Throw<RecipeFault>(() => Decide(own, branch, Config("mian"), yaml: Yaml)).Message.ShouldContain("Did you mean 'main'?");
        Decide(own, branch, Config("main"), yaml: Yaml).Paths().ShouldBe(["main/train/0000.parquet"]);
    }

    private static (ChosenFiles? Chosen, List<string> Notes) Of(IReadOnlyList<RepoFile> branch, FileWish wish, string yaml = "")
    {
        var notes = new List<string>();
        return (ConvertedChoice.Of(Id, branch, yaml.Length == 0 ? DatasetCard.Empty : Card(yaml), wish, notes), notes);
    }

    private static ChosenFiles Decide(IReadOnlyList<RepoFile> own, IReadOnlyList<RepoFile>? branch, FileWish? wish = null, bool nativeOnly = false, string yaml = "")
        => SourceFormat.Of(Id, own, yaml.Length == 0 ? DatasetCard.Empty : Card(yaml), branch, wish ?? new FileWish(), nativeOnly);
}
