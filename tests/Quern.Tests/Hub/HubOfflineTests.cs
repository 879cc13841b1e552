using Quern.Hub;
using Quern.Hub.Layout;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.Rows;

namespace Quern.Tests.Hub;

public sealed class HubOfflineTests : HubCase
{
    private const string Card = "---\nlicense: mit\nconfigs:\n- config_name: hot\n  data_files: hot.jsonl\n---\n";

    private void AddSoups() => Add(("README.md", Card), ("hot.jsonl", Lines(3)), ("cold.jsonl", Lines(4)));

    private HubDatasets Offline => Datasets(Settings with { Offline = true });

    private void GoDown()
    {
        Hub.Requests.Clear();
        Hub.Faults.Add(FaultOf.Status(503) with { Times = Fault.Always });
    }

    private async Task ReadOnceAsync() => ReadText((await OpenAsync()).Files.ShouldHaveSingleItem()).ShouldBe(Lines(3));

    [Fact]
    public async Task What_was_read_once_is_read_again_without_the_hub()
    {
        AddSoups();
        await ReadOnceAsync();
        Hub.Requests.Clear();
        var source = await OpenAsync(datasets: Offline);
        ReadText(source.Files.ShouldHaveSingleItem()).ShouldBe(Lines(3));
        (source.Licence, source.Notes.Count).ShouldBe(("mit", 0));
        Hub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Offline_what_is_not_here_is_named()
    {
        AddSoups();
        (await Should.ThrowAsync<UnavailableFault>(() => OpenAsync(datasets: Offline))).Message
            .ShouldBe("ann/soups cannot be asked for: HF_HUB_OFFLINE is set, and the cache does not hold it.");
        await ReadOnceAsync();
        var other = await OpenAsync(new HubWish(Id) { Files = new FileWish { Files = ["cold.jsonl"] } }, Offline);
        Should.Throw<UnavailableFault>(() => ReadText(other.Files[0])).Message.ShouldStartWith("cold.jsonl of ann/soups cannot be asked for: HF_HUB_OFFLINE is set");
    }

    [Fact]
    public async Task Files_that_python_fetched_are_read_though_no_listing_lies_beside_them()
    {
        AddSoups();
        await ReadOnceAsync();
        Directory.Delete(Path.Combine(Repository, "trees"), recursive: true);
        var source = await OpenAsync(datasets: Offline);
        ReadText(source.Files.ShouldHaveSingleItem()).ShouldBe(Lines(3));
        source.Notes.ShouldHaveSingleItem().ShouldContain("holds no listing of ann/soups at commit");
    }

    [Fact]
    public async Task Files_that_python_fetched_without_the_card_are_chosen_by_their_names()
    {
        AddSoups();
        await ReadOnceAsync();
        File.Delete(Path.Combine(Repository, "snapshots", Hub.Find(Id)!.Head.Id, "README.md"));
        File.Delete(Kept.BlobOf(Id, Hub.Find(Id)!.Head.Files["README.md"].Etag));
        var source = await OpenAsync(datasets: Offline);
        source.Files.Select(static f => f.Name).ShouldBe(["ann/soups/cold.jsonl", "ann/soups/hot.jsonl"]);
        source.Notes.ShouldHaveSingleItem().ShouldContain("The cache does not hold the dataset card (README.md)");
    }

    [Fact]
    public async Task A_hub_that_is_down_is_no_trouble_for_what_is_here_and_is_said()
    {
        AddSoups();
        await ReadOnceAsync();
        GoDown();
        var source = await OpenAsync();
        ReadText(source.Files.ShouldHaveSingleItem()).ShouldBe(Lines(3));
        var note = source.Notes.ShouldHaveSingleItem();
        note.ShouldStartWith("ann/soups cannot be had: 127.0.0.1 answered 503");
        note.ShouldEndWith($"The cache is read, which holds commit {source.Commit[..12]}.");
        Kinds.Count.ShouldBe(1 + Settings.Retries);
    }

    [Fact]
    public async Task A_hub_that_is_down_does_not_take_the_conversion_away_that_is_here()
    {
        AddSoups();
        var dataset = Hub.Find(Id)!;
        Commit(dataset, "refs/convert/parquet", ("hot/train/0000.parquet", new byte[] { 1, 2, 3 }));
        var source = await OpenAsync();
        source.Chosen.IsConverted.ShouldBeTrue();
        GoDown();
        (await OpenAsync()).Files.Select(static f => f.Identity).ShouldBe(source.Files.Select(static f => f.Identity));
        Kinds.Count.ShouldBe(1 + Settings.Retries);
    }

    [Fact]
    public async Task A_hub_that_is_down_is_a_fault_for_what_is_not_here()
    {
        AddSoups();
        GoDown();
        var fault = await Should.ThrowAsync<UnavailableFault>(() => OpenAsync());
        (fault.MayPass, fault.ExitCode).ShouldBe((true, 6));
    }

    [Theory]
    [InlineData("RepoNotFound", 404)]
    [InlineData("GatedRepo", 403)]
    public async Task A_refusal_is_no_outage_and_the_cache_does_not_stand_in(string code, int status)
    {
        AddSoups();
        await ReadOnceAsync();
        Hub.Faults.Add(new Fault("refusal") { Times = Fault.Always, Answer = new(status) { Headers = [("X-Error-Code", code)] } });
        await Should.ThrowAsync<SourceFault>(() => OpenAsync());
    }

    [Fact]
    public async Task A_commit_whose_listing_is_kept_is_opened_while_the_hub_is_down()
    {
        AddSoups();
        var commit = (await OpenAsync()).Commit;
        GoDown();
        (await OpenAsync(new HubWish(Id) { Revision = commit })).Notes.ShouldBeEmpty();
        Kinds.ShouldNotContain(RequestKind.Description);
    }
}
