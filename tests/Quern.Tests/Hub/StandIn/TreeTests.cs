using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.StandIn;

public sealed class TreeTests : StandInCase
{
    [Fact]
    public async Task A_folder_lists_what_it_holds()
    {
        Riddles();
        (await JsonAt($"api/datasets/{Id}/tree/main")).AsArray().Select(static e => $"{e!["type"]} {e["path"]}")
            .ShouldBe(["file .gitattributes", "file README.md", "directory data"]);
        (await JsonAt($"api/datasets/{Id}/tree/main/data")).AsArray().Select(static e => (string?)e!["path"]).ShouldBe(["data/train-00000.parquet"]);
        using var missing = await Get($"api/datasets/{Id}/tree/main/nothing");
        HeaderOf(missing, "X-Error-Code").ShouldBe("EntryNotFound");
    }

    [Fact]
    public async Task A_file_in_LFS_bears_its_SHA_256_and_its_own_length()
    {
        var dataset = Riddles();
        var entry = (await JsonAt($"api/datasets/{Id}/tree/main?recursive=true")).AsArray()[3]!;
        ((long)entry["size"]!).ShouldBe(5000);
        ((string?)entry["lfs"]!["oid"]).ShouldBe(dataset.Head.Files["data/train-00000.parquet"].Sha256);
        ((string?)entry["oid"]).ShouldBe(dataset.Head.Files["data/train-00000.parquet"].BlobId);
        ((long)entry["lfs"]!["size"]!).ShouldBe(5000);
    }

    [Fact]
    public async Task A_long_list_comes_in_pages_that_name_the_next()
    {
        Stand.Settings.PageSize = 3;
        Stand.Add(new StandInDataset(Id)).Commit(static d =>
        {
            for (var i = 0; i < 10; i++)
            {
                d.Add($"data/{i}.jsonl", "{}\n");
            }
        });
        var paths = new List<string>();
        var pages = 0;
        for (var next = $"api/datasets/{Id}/tree/main?recursive=true"; next is not null; pages++)
        {
            using var page = await Get(next);
            paths.AddRange(JsonNode.Parse(await page.Content.ReadAsStringAsync(Stop))!.AsArray().Select(static e => (string)e!["path"]!));
            next = HeaderOf(page, "Link")?.Split('>')[0].TrimStart('<');
        }

        pages.ShouldBe(4);
        paths.ShouldBe([".gitattributes", "data", .. Enumerable.Range(0, 10).Select(static i => $"data/{i}.jsonl")]);
    }

    [Fact]
    public async Task Paths_are_told_of_by_form_and_by_JSON_and_missing_ones_left_out()
    {
        Riddles();
        using var form = new FormUrlEncodedContent([new("paths", "README.md"), new("paths", "data"), new("paths", "nothing"), new("expand", "false")]);
        using var json = new StringContent("""{"paths":["README.md","data","nothing"]}""", System.Text.Encoding.UTF8, "application/json");
        foreach (var content in new HttpContent[] { form, json })
        {
            using var got = await Send(HttpMethod.Post, $"api/datasets/{Id}/paths-info/main", content: content);
            JsonNode.Parse(await got.Content.ReadAsStringAsync(Stop))!.AsArray().Select(static e => $"{e!["type"]} {e["path"]}").ShouldBe(["file README.md", "directory data"]);
        }
    }
}
