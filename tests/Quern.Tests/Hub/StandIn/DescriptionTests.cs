using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.StandIn;

public sealed class DescriptionTests : StandInCase
{
    [Fact]
    public async Task A_dataset_is_described_with_its_commit_and_files()
    {
        var dataset = Riddles();
        var told = await JsonAt($"api/datasets/{Id}");
        ((string?)told["sha"]).ShouldBe(dataset.Head.Id);
        ((string?)told["sha"])!.Length.ShouldBe(40);
        told["gated"]!.ToJsonString().ShouldBe("false");
        told["siblings"]!.AsArray().Select(static s => s!.ToJsonString())
            .ShouldBe(["""{"rfilename":".gitattributes"}""", """{"rfilename":"README.md"}""", """{"rfilename":"data/train-00000.parquet"}"""]);
    }

    [Fact]
    public async Task With_blobs_files_have_lengths_and_names_of_content()
    {
        Riddles();
        var files = (await JsonAt($"api/datasets/{Id}?blobs=true"))["siblings"]!.AsArray();
        ((long)files[1]!["size"]!).ShouldBe(10);
        ((string?)files[1]!["blobId"])!.Length.ShouldBe(40);
        files[1]!["lfs"].ShouldBeNull();
        ((long)files[2]!["size"]!).ShouldBe(5000);
        ((string?)files[2]!["lfs"]!["sha256"]).ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Pattern(5000))));
    }

    [Fact]
    public async Task A_revision_is_one_segment()
    {
        var dataset = Riddles();
        var first = dataset.Head.Id;
        var second = dataset.Commit(static d => d.Remove("README.md"));
        dataset.Tag("v1", first);
        var converted = dataset.Commit(static d => d.Add("default/train/0000.parquet", Pattern(10)), branch: "refs/convert/parquet");
        ((string?)(await JsonAt($"api/datasets/{Id}/revision/main"))["sha"]).ShouldBe(second);
        ((string?)(await JsonAt($"api/datasets/{Id}/revision/v1"))["sha"]).ShouldBe(first);
        ((string?)(await JsonAt($"api/datasets/{Id}/revision/HEAD"))["sha"]).ShouldBe(second);
        ((string?)(await JsonAt($"api/datasets/{Id}/revision/{first}"))["sha"]).ShouldBe(first);
        ((string?)(await JsonAt($"api/datasets/{Id}/revision/refs%2Fconvert%2Fparquet"))["sha"]).ShouldBe(converted);
        using var missing = await Get($"api/datasets/{Id}/revision/v2");
        ((int)missing.StatusCode).ShouldBe(404);
        HeaderOf(missing, "X-Error-Code").ShouldBe("RevisionNotFound");
    }

    [Fact]
    public async Task Only_the_fields_asked_for_are_told()
    {
        Riddles().CardFields = new JsonObject { ["license"] = "mit" };
        var told = await JsonAt($"api/datasets/{Id}?expand=cardData&expand=gated");
        told.AsObject().Select(static p => p.Key).ShouldBe(["_id", "id", "gated", "cardData"]);
        using var both = await Get($"api/datasets/{Id}?expand=cardData&blobs=true");
        ((int)both.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task Branches_and_tags_are_told_by_their_kind()
    {
        var dataset = Riddles();
        dataset.Tag("v1").Branch("next");
        dataset.Commit(static d => d.Add("default/train/0000.parquet", Pattern(10)), branch: "refs/convert/parquet");
        var told = await JsonAt($"api/datasets/{Id}/refs");
        told["branches"]!.AsArray().Select(static b => (string?)b!["name"]).ShouldBe(["main", "next"]);
        ((string?)told["branches"]![0]!["targetCommit"]).ShouldBe(dataset.Head.Id);
        ((string?)told["tags"]![0]!["ref"]).ShouldBe("refs/tags/v1");
        ((string?)told["converts"]![0]!["ref"]).ShouldBe("refs/convert/parquet");
        ((string?)told["converts"]![0]!["name"]).ShouldBe("parquet");
    }

    [Fact]
    public async Task Converted_files_are_listed_by_config_and_split_and_lead_to_the_file()
    {
        var dataset = Riddles();
        dataset.Commit(static d => d.Add("default/train/0000.parquet", Pattern(10)).Add("default/train/0001.parquet", Pattern(11)), branch: "refs/convert/parquet");
        var url = (string)(await JsonAt($"api/datasets/{Id}/parquet"))["default"]!["train"]![1]!;
        url.ShouldBe($"{Stand.Address}/api/datasets/{Id}/parquet/default/train/1.parquet");
        using var found = await Get(url);
        found.Headers.Location!.OriginalString.ShouldBe($"/datasets/{Id}/resolve/refs%2Fconvert%2Fparquet/default/train/0001.parquet");
        using var way = await Get(found.Headers.Location.OriginalString);
        using var file = await Get(way.Headers.Location!.AbsoluteUri);
        (await file.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(Pattern(11));
    }

    [Fact]
    public async Task The_same_content_makes_the_same_commits()
    {
        var first = new StandInDataset("a/one");
        var second = new StandInDataset("b/two");
        foreach (var dataset in new[] { first, second })
        {
            dataset.Commit(static d => d.Add("a.txt", "a"));
        }

        second.Head.Id.ShouldBe(first.Head.Id);
        Stand.Add(first).Commit(static d => d.Add("a.txt", "b")).ShouldNotBe(second.Head.Id);
        ((string?)(await JsonAt("api/datasets/a/one/commits/main"))[1]!["id"]).ShouldBe(second.Head.Id);
    }
}
