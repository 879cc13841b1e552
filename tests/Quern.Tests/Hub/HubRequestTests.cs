using Quern.Hub;
using Quern.Hub.Registry;

namespace Quern.Tests.Hub;

public sealed class HubRequestTests
{
    private static readonly KnownDataset Soups = new()
    {
        Name = "soups",
        Hub = "ann/soups",
        Config = "hot",
        Split = "train",
        Splits = [new("train", 10, RowCertainty.Exact), new("test", 2, RowCertainty.Exact) { Files = ["t/*.jsonl"] }],
        Files = ["all/*.jsonl"],
        Revision = "v1",
        Native = true,
    };

    [Fact]
    public void What_nobody_said_comes_from_the_registry()
    {
        var wish = new HubRequest(Soups).Wish;
        wish.Revision.ShouldBe("v1");
        wish.Native.ShouldBeTrue();
        wish.Files.Files.ShouldBe(["all/*.jsonl"]);
        (wish.Files.Config, wish.Files.UsualConfig, wish.Files.Splits.Count).ShouldBe((null, null, 0), "files alone decide");
        var bare = new HubRequest(Soups with { Files = [] }).Wish;
        bare.Files.Config.ShouldBeNull();
        bare.Files.UsualConfig.ShouldBe("hot");
        bare.Files.Splits.ShouldBe(["train"]);
    }

    [Fact]
    public void What_somebody_said_goes_before()
    {
        var wish = new HubRequest(Soups) { Revision = "v2", Files = ["b.jsonl"], MaxFiles = 3 }.Wish;
        wish.Revision.ShouldBe("v2");
        wish.Files.Files.ShouldBe(["b.jsonl"]);
        wish.Files.MaxFiles.ShouldBe(3);
    }

    [Fact]
    public void Another_config_is_not_held_to_the_files_and_the_split_of_the_usual_one()
    {
        var wish = new HubRequest(Soups) { Config = "cold" }.Wish;
        wish.Files.Config.ShouldBe("cold");
        wish.Files.Splits.ShouldBeEmpty();
        wish.Files.Files.ShouldBeEmpty();
    }

    [Fact]
    public void A_split_has_its_own_files_where_the_registry_knows_them()
    {
        new HubRequest(Soups) { Splits = ["test"] }.Wish.Files.Files.ShouldBe(["t/*.jsonl"]);
        new HubRequest(Soups) { Splits = ["train"] }.Wish.Files.Files.ShouldBe(["all/*.jsonl"]);
        new HubRequest(Soups) { Splits = ["validation"] }.Wish.Files.Files.ShouldBeEmpty();
        new HubRequest(Soups) { Splits = ["train", "test"] }.Wish.Files.Files.ShouldBeEmpty();
    }

    [Fact]
    public void The_text_tells_requests_apart_and_is_the_same_for_the_same()
    {
        HubRequest[] others =
        [
            new(Soups), new(Soups) { Config = "cold" }, new(Soups) { Splits = ["test"] }, new(Soups) { Revision = "v2" }, new(Soups) { MaxFiles = 1 },
            new(Soups) { Files = ["x"] }, new(Soups with { Native = false }), new(Soups with { Hub = "ann/stews" }),
        ];
        others.Select(static r => r.Text).Distinct().Count().ShouldBe(others.Length);
        new HubRequest(Soups).Text.ShouldBe(new HubRequest(Soups with { Licence = "mit" }).Text);
    }
}
