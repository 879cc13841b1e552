using System.Text.Json.Nodes;
using Quern.HubStandIn;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.StandIn;

public sealed class CommitTests : UploadCase
{
    private const string Created = """{"name":"riddles","type":"dataset","visibility":"private"}""";

    [Fact]
    public async Task A_dataset_is_created_once()
    {
        Known();
        (await Post("api/repos/create", Created, token: null)).Status.ShouldBe(401);
        var (status, body) = await Post("api/repos/create", Created);
        status.ShouldBe(200);
        ((string?)body["url"]).ShouldBe($"{Stand.Address}/datasets/{Id}");
        Stand.Find(Id)!.Private.ShouldBeTrue();
        Stand.Find(Id)!.Head.Files.Keys.ShouldBe([".gitattributes"]);
        (await Post("api/repos/create", Created)).Status.ShouldBe(409);
    }

    [Fact]
    public async Task A_token_for_reading_and_a_foreign_name_create_nothing()
    {
        Stand.Add(new StandInUser("ben", "hf_ben"));
        (await Post("api/repos/create", Created, token: "hf_ben")).Status.ShouldBe(403);
        Known();
        (await Post("api/repos/create", """{"name":"x","organization":"guild","type":"dataset"}""")).Status.ShouldBe(403);
        Stand.Add(new StandInUser("ann", Token, MayWrite: true) { Organizations = ["guild"] });
        (await Post("api/repos/create", """{"name":"x","organization":"guild","type":"dataset"}""")).Status.ShouldBe(200);
        Stand.Find("guild/x")!.IsWriter("ann").ShouldBeTrue();
    }

    [Fact]
    public async Task Before_an_upload_each_file_has_its_mode()
    {
        Known();
        var dataset = Riddles();
        var (status, body) = await Post($"api/datasets/{Id}/preupload/main", """
            {"files":[{"path":"README.md","sample":"","size":5},{"path":"a.parquet","sample":"UEFSMQ==","size":9},{"path":"empty.parquet","sample":"","size":0},
            {"path":"long.jsonl","sample":"e30=","size":10000001},{"path":"notes.tmp","sample":"","size":1}],"gitIgnore":"*.tmp\n"}
            """);
        status.ShouldBe(200);
        body["files"]!.AsArray().Select(static f => $"{f!["path"]} {f["uploadMode"]} {f["shouldIgnore"]}").ShouldBe(
            ["README.md regular false", "a.parquet lfs false", "empty.parquet regular false", "long.jsonl lfs false", "notes.tmp regular true"]);
        ((string?)body["files"]![0]!["oid"]).ShouldBe(dataset.Head.Files["README.md"].BlobId);
        body["files"]![1]!["oid"].ShouldBeNull();
    }

    [Fact]
    public async Task More_than_256_files_at_once_are_refused()
    {
        Known();
        Riddles();
        var files = string.Join(',', Enumerable.Range(0, 257).Select(static i => $$"""{"path":"{{i}}","sample":"","size":0}"""));
        (await Post($"api/datasets/{Id}/preupload/main", $$"""{"files":[{{files}}]}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_commit_adds_and_removes_and_can_be_read_back()
    {
        Known();
        var dataset = Riddles();
        dataset.Commit(static d => d.Add("old/a.txt", "a").Add("old/b.txt", "b"));
        var parent = dataset.Head.Id;
        var (status, body) = await Commit(
            $$"""{"summary":"more","parentCommit":"{{parent}}"}""",
            FileLine("new.txt", "new\n"),
            """{"key":"deletedFile","value":{"path":"README.md"}}""",
            """{"key":"deletedFolder","value":{"path":"old/"}}""");
        status.ShouldBe(200);
        ((string?)body["commitOid"]).ShouldBe(dataset.Head.Id);
        dataset.Head.Files.Keys.ShouldBe([".gitattributes", "data/train-00000.parquet", "new.txt"]);
        (await TextAt($"datasets/{Id}/resolve/main/new.txt")).ShouldBe("new\n");
        (await TextAt($"datasets/{Id}/resolve/{parent}/README.md")).ShouldBe("# Riddles\n");
    }

    [Fact]
    public async Task A_commit_onto_a_state_that_has_passed_is_refused()
    {
        Known();
        var dataset = Riddles();
        var parent = dataset.Head.Id;
        var head = dataset.Commit(static d => d.Add("other.txt", "other"));
        var (status, body) = await Commit($$"""{"summary":"late","parentCommit":"{{parent}}"}""", FileLine("a.txt", "a"));
        status.ShouldBe(412);
        ((string?)body["error"]).ShouldNotBeNull();
        dataset.Head.Id.ShouldBe(head);
    }

    [Theory]
    [InlineData("""{"key":"file","value":{"path":"../a","encoding":"base64","content":""}}""", 422)]
    [InlineData("""{"key":"file","value":{"path":"a","encoding":"base64","content":"%"}}""", 400)]
    [InlineData("""{"key":"poem","value":{"path":"a"}}""", 400)]
    [InlineData("{", 400)]
    public async Task A_line_that_makes_no_sense_stops_the_whole_commit(string line, int expected)
    {
        Known();
        var dataset = Riddles();
        var head = dataset.Head.Id;
        (await Commit("""{"summary":"x"}""", FileLine("fine.txt", "fine"), line)).Status.ShouldBe(expected);
        dataset.Head.Id.ShouldBe(head);
    }

    [Fact]
    public async Task An_object_that_never_came_cannot_be_committed()
    {
        Known();
        Riddles();
        (await Commit("""{"summary":"x"}""", LfsLine("a.parquet", Pattern(77)))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_long_file_cannot_be_committed_inline()
    {
        Known();
        Riddles().LfsThreshold = 100;
        (await Commit("""{"summary":"x"}""", FileLine("a.txt", new string('a', 101)))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_proposal_leaves_main_as_it_is()
    {
        Known();
        var dataset = Stand.Add(new StandInDataset("ben/poems"));
        var head = dataset.Head.Id;
        var lines = $$$"""{"key":"header","value":{"summary":"x"}}{{{"\n"}}}{{{FileLine("a.txt", "a")}}}""";
        (await Post("api/datasets/ben/poems/commit/main", lines, "application/x-ndjson")).Status.ShouldBe(403);
        var (status, body) = await Post("api/datasets/ben/poems/commit/main?create_pr=1", lines, "application/x-ndjson");
        status.ShouldBe(200);
        ((string?)body["pullRequestUrl"]).ShouldBe($"{Stand.Address}/datasets/ben/poems/discussions/1");
        dataset.Head.Id.ShouldBe(head);
        (await TextAt("datasets/ben/poems/resolve/refs%2Fpr%2F1/a.txt")).ShouldBe("a");
        ((string?)(await JsonAt("api/datasets/ben/poems/refs?include_prs=1"))["pullRequests"]![0]!["ref"]).ShouldBe("refs/pr/1");
    }
}
