using Quern.Hub.Push;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;
using Quern.Rows;

namespace Quern.Tests.Hub.Push;

public sealed class NewDatasetTests : PushCase
{
    [Fact]
    public async Task A_folder_becomes_a_dataset()
    {
        var noise = PushFolder.Noise(300_000, seed: 1);
        Folder.Write("data/train.jsonl", "{\"a\":1}\n{\"a\":2}\n");
        Folder.Write("data/extra ä#?.bin", noise);
        Folder.Write("empty.txt", "");
        var result = await Push();
        PathsThere.ShouldBe(["README.md", "data/extra ä#?.bin", "data/train.jsonl", "empty.txt"], ignoreOrder: true);
        There("data/extra ä#?.bin").ShouldBe(noise);
        TextThere("data/train.jsonl").ShouldBe("{\"a\":1}\n{\"a\":2}\n");
        Dataset.Head.Files["data/extra ä#?.bin"].Sha256.ShouldNotBeNull();
        Dataset.Private.ShouldBeFalse();
        (result.Created, result.Commits, result.FilesSent, result.Card).ShouldBe((true, 1, 4, CardOrigin.Made));
        result.Commit.ShouldBe(Dataset.Head.Id);
        result.CommitUrl.ShouldBe($"{Stand.Address}/datasets/{Id}/commit/{Dataset.Head.Id}");
        result.BytesSent.ShouldBe(noise.Length + 16 + Dataset.Head.Files["README.md"].Length);
        Dataset.Head.Title.ShouldBe("Add 4 files");
        CommitsThere.ShouldBe(1);
    }

    [Fact]
    public async Task A_single_file_lies_under_its_name()
    {
        Folder.Write("deep/rows.jsonl", "{}\n");
        await Push(Request with { Source = Folder.At("deep/rows.jsonl"), Message = "My words\nand more" });
        PathsThere.ShouldBe(["README.md", "rows.jsonl"], ignoreOrder: true);
        Dataset.Head.Title.ShouldStartWith("My words");
    }

    [Fact]
    public async Task The_token_goes_to_the_Hub_alone()
    {
        Folder.Write("x.bin", PushFolder.Noise(1000, seed: 1));
        await Push();
        Stand.Requests.Where(static r => r.Origin == OriginName.Cdn).ShouldNotBeEmpty();
        Stand.Requests.Where(static r => r.Origin == OriginName.Cdn).ShouldAllBe(static r => r.Token == null);
        Stand.Requests.Where(static r => r.Origin == OriginName.Hub).ShouldContain(static r => r.Token == Secret);
    }

    [Fact]
    public async Task A_private_dataset_is_made_private()
    {
        Folder.Write("rows.jsonl", "{}\n");
        await Push(Request with { Private = true });
        Dataset.Private.ShouldBeTrue();
        (await Push(Request with { Private = true })).Commits.ShouldBe(0);
    }

    [Fact]
    public async Task A_public_dataset_takes_nothing_that_was_to_be_private()
    {
        Stand.Add(new StandInDataset(Id));
        Folder.Write("rows.jsonl", "{}\n");
        (await Should.ThrowAsync<RecipeFault>(() => Push(Request with { Private = true }))).Message.ShouldContain("exists and is public");
        PathsThere.ShouldBeEmpty();
        Stand.Requests.Where(static r => r.Method != "GET").ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked_or_read()
    {
        var fault = await Should.ThrowAsync<UnauthorisedFault>(() => Push(Request with { Source = "/nowhere" }, Settings with { Token = null }));
        fault.Message.ShouldContain("HF_TOKEN");
        fault.ExitCode.ShouldBe(5);
        Stand.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Offline_nothing_is_asked()
    {
        Folder.Write("rows.jsonl", "{}\n");
        (await Should.ThrowAsync<UnavailableFault>(() => Push(settings: Settings with { Offline = true }))).ExitCode.ShouldBe(6);
        Stand.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_only_reads_is_refused_before_anything_is_sent()
    {
        Stand.Add(new StandInDataset(Id));
        Stand.Add(new StandInUser("ann", "hf_reads"));
        Folder.Write("x.bin", PushFolder.Noise(1000, seed: 1));
        var fault = await Should.ThrowAsync<UnauthorisedFault>(() => Push(settings: Settings with { Token = new("hf_reads") }));
        fault.Message.ShouldContain("right to write");
        fault.Message.ShouldNotContain("hf_reads");
        PartBytes.ShouldBe(0);
    }

    [Fact]
    public async Task A_gated_dataset_of_somebody_else_takes_nothing()
    {
        Stand.Add(new StandInDataset("bob/rows") { Gate = Gate.Manual });
        Folder.Write("x.bin", PushFolder.Noise(1000, seed: 1));
        var fault = await Should.ThrowAsync<UnauthorisedFault>(() => Push(Request with { Id = "bob/rows" }));
        fault.ExitCode.ShouldBe(5);
        fault.Message.ShouldContain("bob/rows");
        Stand.Requests.Where(static r => r.Method == "PUT").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dataset_cannot_be_made_under_another_name_than_ones_own()
    {
        Folder.Write("rows.jsonl", "{}\n");
        (await Should.ThrowAsync<UnauthorisedFault>(() => Push(Request with { Id = "somebody/rows" }))).Message.ShouldContain("Is the owner's name written right?");
    }

    [Fact]
    public async Task A_token_that_nobody_has_is_refused()
    {
        Folder.Write("rows.jsonl", "{}\n");
        (await Should.ThrowAsync<UnauthorisedFault>(() => Push(settings: Settings with { Token = new("hf_none") }))).Message.ShouldContain("does not accept the token");
    }

    [Fact]
    public async Task A_dataset_that_somebody_else_made_a_moment_ago_is_as_good()
    {
        Folder.Write("rows.jsonl", "{}\n");
        Stand.Faults.Add(new Fault("made meanwhile") { Kind = RequestKind.Creation, Before = () => Stand.Add(new StandInDataset(Id)) });
        var result = await Push();
        result.Created.ShouldBeFalse();
        PathsThere.ShouldContain("rows.jsonl");
    }

    [Fact]
    public async Task Another_branch_must_be_there()
    {
        Folder.Write("rows.jsonl", "{}\n");
        (await Should.ThrowAsync<RecipeFault>(() => Push(Request with { Revision = "more" }))).Message.ShouldContain("no branch but main");
        Stand.Add(new StandInDataset(Id));
        (await Should.ThrowAsync<UnavailableFault>(() => Push(Request with { Revision = "more" }))).Message.ShouldContain("has no revision 'more'");
        Dataset.Branch("more");
        await Push(Request with { Revision = "more" });
        Dataset.FindBranch("more")!.Files.Keys.ShouldContain("rows.jsonl");
        PathsThere.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dataset_that_was_renamed_is_found()
    {
        Stand.Add(new StandInDataset("ann/new"));
        Stand.Rename(Id, "ann/new");
        Folder.Write("x.bin", PushFolder.Noise(1000, seed: 1));
        (await Push()).Id.ShouldBe("ann/new");
        Stand.Find("ann/new")!.Head.Files.Keys.ShouldContain("x.bin");
    }
}
