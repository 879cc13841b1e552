using Quern.Hub.Calls;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.Rows;

namespace Quern.Tests.Hub.Calls;

public sealed class HubApiTests : HubCase
{
    private static readonly string Forty = new('1', 40);

    private HubApi Api => new(new HubHttp(Settings));

    private void Answer(RequestKind kind, string json, string type = "application/json")
        => Hub.Faults.Add(new Fault("canned") { Kind = kind, Times = Fault.Always, Answer = new(200, type, json) });

    [Fact]
    public async Task A_dataset_is_described_at_a_revision()
    {
        var dataset = Add(("a.jsonl", "{}"));
        dataset.Gate = HubStandIn.Repositories.Gate.Auto;
        dataset.Private = false;
        var head = await Api.InfoAsync(Id, "main", Stop);
        head.ShouldBe(new RepoHead(Id, dataset.Head.Id, Gated: true, Private: false));
        dataset.Branch("refs/convert/parquet");
        (await Api.InfoAsync(Id, "refs/convert/parquet", Stop)).Commit.ShouldBe(dataset.Head.Id);
        Hub.Requests.Last().Target.ShouldBe("/api/datasets/ann/soups/revision/refs%2Fconvert%2Fparquet");
    }

    [Theory]
    [InlineData("[]", "names no commit")]
    [InlineData("7", "names no commit")]
    [InlineData("{}", "names no commit")]
    [InlineData("{\"sha\":7}", "names no commit")]
    [InlineData("{\"sha\":\"main\"}", "names no commit")]
    [InlineData("{\"sha\":\"FORTY\",\"id\":\"../../etc\"}", "calls it '../../etc', which is no name of a dataset")]
    [InlineData("{\"sha\":\"FORTY\",\"id\":\"ann\\\\..\\\\soups\"}", "which is no name of a dataset")]
    public async Task A_description_that_makes_no_sense_is_no_description(string json, string why)
    {
        Answer(RequestKind.Description, json.Replace("FORTY", Forty, StringComparison.Ordinal));
        var fault = await Should.ThrowAsync<UnavailableFault>(() => Api.InfoAsync(Id, "main", Stop));
        fault.Message.ShouldContain(why);
        fault.Message.ShouldEndWith("Is HF_ENDPOINT a Hub?");
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    [InlineData("\"auto\"", true)]
    [InlineData("null", false)]
    [InlineData("[]", false)]
    public async Task Whether_it_is_gated_is_told_in_several_ways(string json, bool gated)
    {
        Answer(RequestKind.Description, $"{{\"sha\":\"{Forty}\",\"gated\":{json}}}");
        (await Api.InfoAsync(Id, "main", Stop)).ShouldBe(new RepoHead(Id, Forty, gated, Private: false));
    }

    [Fact]
    public async Task A_listing_of_several_pages_is_one_listing()
    {
        var dataset = Add([.. Enumerable.Range(0, 7).Select(static i => ($"data/{i}.jsonl", (object)$"{{\"n\":{i}}}")), ("big.parquet", new byte[500])]);
        Hub.Settings.PageSize = 2;
        var files = await Api.FilesAsync(Id, dataset.Head.Id, Stop);
        files.Select(static f => (f.Path, f.Bytes, f.Etag)).ShouldBe(dataset.Head.Files.Values.Select(static f => (f.Path, f.Length, f.Etag)), ignoreOrder: true);
        files.Single(static f => f.IsLarge).ShouldSatisfyAllConditions(static f => f.Path.ShouldBe("big.parquet"), static f => f.BlobId!.Length.ShouldBe(40));
        Kinds.Distinct().ShouldBe([RequestKind.Tree]);
        Kinds.Count.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData("{}", "is no list")]
    [InlineData("[7]", "an entry without a path")]
    [InlineData("[{\"type\":\"file\"}]", "an entry without a path")]
    [InlineData("[{\"type\":\"file\",\"path\":\"a\",\"size\":\"7\",\"oid\":\"FORTY\"}]", "an entry that is no file: a")]
    [InlineData("[{\"type\":\"file\",\"path\":\"a\",\"size\":-7,\"oid\":\"FORTY\"}]", "an entry that is no file: a")]
    [InlineData("[{\"type\":\"file\",\"path\":\"a\",\"size\":1e99,\"oid\":\"FORTY\"}]", "an entry that is no file: a")]
    [InlineData("[{\"type\":\"file\",\"path\":\"a\",\"size\":7,\"oid\":\"../x\"}]", "an entry that is no file: a")]
    [InlineData("[{\"type\":\"file\",\"path\":\"a\",\"size\":7}]", "an entry that is no file: a")]
    [InlineData("[{\"type\":\"file\",\"path\":\"\",\"size\":7,\"oid\":\"FORTY\"}]", "an entry that is no file: ")]
    [InlineData("[{\"type\":\"file\",\"path\":\"a\",\"size\":7,\"oid\":\"FORTY\",\"lfs\":{\"oid\":7,\"size\":7}}]", "an entry that is no file: a")]
    public async Task A_listing_that_makes_no_sense_is_no_listing(string json, string why)
    {
        Answer(RequestKind.Tree, json.Replace("FORTY", Forty, StringComparison.Ordinal));
        (await Should.ThrowAsync<UnavailableFault>(() => Api.FilesAsync(Id, Forty, Stop))).Message.ShouldContain(why);
    }

    [Fact]
    public async Task Folders_doubles_and_odd_names_do_not_spoil_a_listing()
    {
        Answer(RequestKind.Tree, $$"""
            [{"type":"directory","path":"data","oid":"{{Forty}}","size":0},
             {"type":"file","path":"../../x","oid":"{{Forty}}","size":1},
             {"type":"file","path":"a","oid":"{{Forty}}","size":2},
             {"type":"file","path":"a","oid":"{{Forty}}","size":3}]
            """);
        // What cannot be used is left out where files are chosen, and said there.
        (await Api.FilesAsync(Id, Forty, Stop)).Select(static f => (f.Path, f.Bytes)).ShouldBe([("../../x", 1), ("a", 2)]);
    }

    [Fact]
    public async Task A_listing_that_leads_back_to_itself_has_no_end()
    {
        Hub.Faults.Add(new Fault("circle")
        {
            Kind = RequestKind.Tree,
            Times = Fault.Always,
            Answer = new(200, "application/json", "[]") { Headers = [("Link", $"<{Hub.Address}/api/datasets/ann/soups/tree/{Forty}?recursive=true>; rel=\"next\"")] },
        });
        (await Should.ThrowAsync<UnavailableFault>(() => Api.FilesAsync(Id, Forty, Stop))).Message.ShouldContain("has no end");
        Kinds.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Branches_tags_and_conversions_are_the_revisions()
    {
        Add(("a.jsonl", "{}")).Branch("dev").Branch("refs/convert/parquet").Tag("v1");
        (await Api.RevisionsAsync(Id, Stop)).ShouldBe(["main", "dev", "v1", "refs/convert/parquet"], ignoreOrder: true);
        Answer(RequestKind.References, "[]");
        (await Api.RevisionsAsync(Id, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public void Addresses_keep_slashes_of_paths_and_quote_everything_else()
    {
        Api.FileAt("ann/soups", "refs/pr/1", "data/a b#?%.jsonl").AbsoluteUri.ShouldBe($"{Hub.Address}/datasets/ann/soups/resolve/refs%2Fpr%2F1/data/a%20b%23%3F%25.jsonl");
        new HubApi(new HubHttp(Quick with { Endpoint = new Uri("https://hub.example/sub/") })).FileAt("a/b", "main", "ü").AbsoluteUri
            .ShouldBe("https://hub.example/sub/datasets/a/b/resolve/main/%C3%BC");
    }
}
