using Quern.Hub;
using Quern.Hub.Layout;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;
using Quern.Rows;

namespace Quern.Tests.Hub;

public sealed class HubDatasetsTests : HubCase
{
    private const string Converted = "refs/convert/parquet";
    private const string Card = "---\nlicense: cc-by-4.0\nconfigs:\n- config_name: hot\n  data_files:\n  - split: train\n    path: hot/*.parquet\n---\n# Soups\n";

    private static readonly byte[] Parquet = [1, 2, 3];

    private StandInDataset AddSoups() => Add(("README.md", Card), ("hot/b.parquet", Parquet), ("hot/a.parquet", Parquet), ("cold/c.parquet", Parquet));

    private static HubWish Pinned(string commit) => new(Id) { Revision = commit };

    [Fact]
    public async Task A_dataset_is_what_its_card_says()
    {
        var dataset = AddSoups();
        var source = await OpenAsync();
        (source.Id, source.Commit, source.Licence).ShouldBe((Id, dataset.Head.Id, "cc-by-4.0"));
        source.Files.Select(static f => f.Name).ShouldBe(["ann/soups/hot/a.parquet", "ann/soups/hot/b.parquet"]);
        source.Files.Select(static f => f.Bytes).ShouldBe([3, 3]);
        source.Files[0].Identity.ShouldBe($"hub ann/soups {dataset.Head.Id} hot/a.parquet {dataset.Head.Files["hot/a.parquet"].Sha256}");
        source.Chosen.Splits.ShouldBe(["train"]);
        source.Notes.ShouldBeEmpty();
        Kinds.ShouldBe([RequestKind.Description, RequestKind.Tree, RequestKind.File]);
    }

    [Fact]
    public async Task A_branch_is_asked_for_once_more_and_a_commit_never()
    {
        var dataset = AddSoups();
        await OpenAsync();
        Hub.Requests.Clear();
        await OpenAsync();
        Kinds.ShouldBe([RequestKind.Description]);
        Hub.Requests.Clear();
        (await OpenAsync(Pinned(dataset.Head.Id))).Commit.ShouldBe(dataset.Head.Id);
        Hub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_source_that_was_found_before_is_opened_without_asking()
    {
        AddSoups();
        var source = await OpenAsync();
        Hub.Requests.Clear();
        var again = Datasets().Reopen(source.Id, source.Commit, source.Chosen, source.Licence);
        again.Files.Select(static f => f.Identity).ShouldBe(source.Files.Select(static f => f.Identity));
        Hub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_branch_that_moves_between_two_calls_is_read_at_one_commit()
    {
        var dataset = Add(("a.jsonl", Lines(3)));
        var before = dataset.Head.Id;
        Hub.Faults.Add(FaultOf.Then(() => Commit(dataset, "main", ("a.jsonl", Lines(5)), ("b.jsonl", Lines(1)))) with { Kind = RequestKind.Description });
        var source = await OpenAsync(new HubWish(Id) { Native = true });
        dataset.Head.Id.ShouldNotBe(before);
        source.Commit.ShouldBe(before);
        ReadText(source.Files.ShouldHaveSingleItem()).ShouldBe(Lines(3));
        Hub.Requests.Where(static r => r.Kind is RequestKind.Tree or RequestKind.File).ShouldAllBe(r => r.Revision == before);
    }

    [Fact]
    public async Task The_hubs_own_conversion_is_read_at_its_own_commit()
    {
        var dataset = Add(("a.jsonl", Lines(3)));
        var converted = Commit(dataset, Converted, ("default/train/0000.parquet", Parquet));
        var source = await OpenAsync();
        (source.Commit, source.Chosen.IsConverted).ShouldBe((converted, true));
        source.Files.ShouldHaveSingleItem().Identity.ShouldBe($"hub ann/soups {converted} default/train/0000.parquet {dataset.Find(Converted)!.Files["default/train/0000.parquet"].Sha256}");
        Kinds.ShouldBe([RequestKind.Description, RequestKind.Tree, RequestKind.Description, RequestKind.Tree]);
        Hub.Requests.Clear();
        (await OpenAsync()).Commit.ShouldBe(converted);
        Kinds.ShouldBe([RequestKind.Description, RequestKind.Description]);
        (await OpenAsync(new HubWish(Id) { Native = true })).Chosen.IsConverted.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_conversion_its_own_files_are_read()
    {
        Add(("a.jsonl", Lines(3)));
        (await OpenAsync()).Files.ShouldHaveSingleItem().Name.ShouldBe("ann/soups/a.jsonl");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("hf_ben")]
    public async Task A_gated_dataset_is_refused_before_anything_is_read(string? token)
    {
        var dataset = Add(("a.parquet", Parquet));
        dataset.Gate = Gate.Manual;
        Hub.Add(new StandInUser("ben", "hf_ben"));
        Settings = Settings with { Token = AccessToken.Of(token) };
        var fault = await Should.ThrowAsync<UnauthorisedFault>(() => OpenAsync());
        fault.Message.ShouldStartWith("ann/soups is gated:");
        Kinds.ShouldBe([RequestKind.Description, RequestKind.Tree, RequestKind.Access]);
    }

    [Fact]
    public async Task Who_was_let_in_reads_a_gated_dataset_and_is_asked_no_more_once_it_is_here()
    {
        var dataset = Add(("a.jsonl", Lines(3)));
        dataset.Gate = Gate.Auto;
        dataset.LetRead("ben");
        Hub.Add(new StandInUser("ben", "hf_ben"));
        Settings = Settings with { Token = new AccessToken("hf_ben") };
        var wish = new HubWish(Id) { Native = true };
        ReadText((await OpenAsync(wish)).Files[0]).ShouldBe(Lines(3));
        Kinds.ShouldContain(RequestKind.Access);
        Hub.Requests.Clear();
        await OpenAsync(wish);
        Kinds.ShouldBe([RequestKind.Description]);
    }

    [Fact]
    public async Task A_token_that_nobody_has_is_a_fault_of_its_own()
    {
        AddSoups();
        Settings = Settings with { Token = new AccessToken("hf_nobodys") };
        var fault = await Should.ThrowAsync<UnauthorisedFault>(() => OpenAsync());
        fault.Message.ShouldContain("does not accept the token");
        fault.ToString().ShouldNotContain("hf_nobodys");
    }

    [Fact]
    public async Task A_dataset_that_is_not_there_is_said_not_to_be()
    {
        (await Should.ThrowAsync<UnavailableFault>(() => OpenAsync(new HubWish("ann/none")))).Message.ShouldStartWith("There is no dataset ann/none on 127.0.0.1, or it is private.");
        Kinds.ShouldBe([RequestKind.Description]);
    }

    [Fact]
    public async Task A_revision_that_is_not_there_is_answered_with_those_that_are()
    {
        AddSoups().Branch("cold-days").Tag("v1");
        var message = (await Should.ThrowAsync<UnavailableFault>(() => OpenAsync(Pinned("v9")))).Message;
        message.ShouldStartWith("ann/soups has no revision 'v9' on 127.0.0.1. There are: ");
        message.ShouldContain("cold-days");
        message.ShouldContain("v1");
        (await OpenAsync(Pinned("v1"))).Files.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Very_many_revisions_are_not_all_named()
    {
        var dataset = AddSoups();
        Enumerable.Range(0, 50).ToList().ForEach(i => dataset.Branch($"b{i}"));
        (await Should.ThrowAsync<UnavailableFault>(() => OpenAsync(Pinned("v9")))).Message.ShouldEndWith("and 31 more.");
    }

    [Fact]
    public async Task A_renamed_dataset_is_found_by_its_old_name_also_without_the_hub()
    {
        AddSoups();
        Hub.Rename("old/stews", Id);
        var source = await OpenAsync(new HubWish("old/stews"));
        source.Notes.ShouldBe(["old/stews is called ann/soups now."]);
        source.Files.Count.ShouldBe(2);
        Should.Throw<Exception>(() => ReadText(source.Files[0])).Message.ShouldNotContain("cannot be had");
        var offline = await OpenAsync(new HubWish("old/stews"), Datasets(Settings with { Offline = true }));
        offline.Files.Select(static f => f.Identity).ShouldBe(source.Files.Select(static f => f.Identity));
        offline.Files[0].BytesHere.ShouldBe(3);
    }

    [Fact]
    public async Task Long_listings_come_in_pages()
    {
        Add([.. Enumerable.Range(0, 25).Select(static i => ($"data/{i}.jsonl", (object)Lines(1, from: i)))]);
        Hub.Settings.PageSize = 4;
        (await OpenAsync()).Files.Select(static f => f.Name).ShouldBe(Enumerable.Range(0, 25).Select(static i => $"ann/soups/data/{i}.jsonl"));
    }

    [Fact]
    public async Task A_path_that_leads_out_is_left_out_now_and_when_the_listing_is_kept()
    {
        var dataset = AddSoups();
        var entry = $$"""{"type":"file","size":3,"oid":"{{new string('1', 40)}}","path":""";
        Hub.Faults.Add(new Fault("hostile") { Kind = RequestKind.Tree, Answer = new(200, "application/json", $"[{entry}\"../../../x.jsonl\"}},{entry}\"a.jsonl\"}}]") });
        var wish = new HubWish(Id) { Native = true };
        for (var i = 0; i < 2; i++)
        {
            var source = await OpenAsync(wish);
            source.Files.ShouldHaveSingleItem().Name.ShouldBe("ann/soups/a.jsonl");
            source.Notes.ShouldHaveSingleItem().ShouldContain("1 path of the repository cannot be used here");
        }

        Kinds.ShouldBe([RequestKind.Description, RequestKind.Tree, RequestKind.Description]);
        dataset.Head.Files.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_card_of_enormous_length_is_not_fetched()
    {
        Add(("README.md", new string('x', (16 << 20) + 1)), ("a.jsonl", Lines(1)));
        var source = await OpenAsync(new HubWish(Id) { Native = true });
        source.Notes.ShouldContain("The dataset card (README.md) is longer than 16 MiB and is not read.");
        Hub.BytesSent("README.md").ShouldBe(0);
    }

    [Fact]
    public async Task Sources_of_one_dataset_may_be_opened_at_once()
    {
        AddSoups();
        var datasets = Datasets();
        var sources = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => OpenAsync(datasets: datasets), Stop)));
        sources.Select(static s => s.Files.Count).Distinct().ShouldBe([2]);
        Kinds.Count(static k => k == RequestKind.File).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_pinned_sources_of_a_stranger_name_does_not_leave_the_cache()
    {
        AddSoups();
        var source = await OpenAsync();
        var hostile = source.Chosen with { Files = [new RepoFile("../../../../x.jsonl", 3, new string('1', 40))] };
        var file = Datasets().Reopen(Id, source.Commit, hostile, null).Files.ShouldHaveSingleItem();
        Should.Throw<RunFault>(() => ReadText(file)).Message.ShouldContain("might lead out of it");
        Should.Throw<RunFault>(() => Datasets().Reopen("../x", source.Commit, source.Chosen, null).Files[0].Prepare());
        Should.Throw<RunFault>(() => Datasets().Reopen(Id, "../x", source.Chosen, null).Files[0].Prepare());
    }
}
