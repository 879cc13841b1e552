using System.Security.Cryptography;
using Quern.Hub.Push;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;
using Quern.Rows;

namespace Quern.Tests.Hub.Push;

public sealed class PushAgainTests : PushCase
{
    private const int Part = 100_000;

    [Fact]
    public async Task A_push_again_sends_nothing()
    {
        Folder.Write("rows.jsonl", "{}\n");
        Folder.Write("x.bin", PushFolder.Noise(1000, seed: 1));
        var first = await Push();
        Stand.Requests.Clear();
        var again = await Push();
        (again.Commits, again.FilesSent, again.BytesSent, again.FilesUnchanged, again.Created).ShouldBe((0, 0, 0, 2, false));
        again.BytesThere.ShouldBe(1003);
        again.Card.ShouldBe(CardOrigin.Kept);
        Stand.Requests.Where(static r => r.Method != "GET").ShouldBeEmpty();
        Dataset.Head.Id.ShouldBe(first.Commit);
    }

    [Fact]
    public async Task Only_what_changed_is_sent()
    {
        Folder.Write("same.txt", "same");
        Folder.Write("small.txt", "old");
        Folder.Write("x.bin", PushFolder.Noise(1000, seed: 1));
        await Push();
        Folder.Write("small.txt", "new");
        Folder.Write("x.bin", PushFolder.Noise(1000, seed: 2));
        var again = await Push();
        (again.FilesSent, again.FilesUnchanged, again.BytesSent).ShouldBe((2, 1, 1003));
        TextThere("small.txt").ShouldBe("new");
        There("x.bin").ShouldBe(PushFolder.Noise(1000, seed: 2));
        CommitsThere.ShouldBe(2);
    }

    [Fact]
    public async Task A_push_that_broke_off_in_a_large_file_goes_on_with_that_file()
    {
        Stand.Settings.PartsAbove = Part;
        Stand.Settings.PartLength = Part;
        Folder.Write("a.bin", PushFolder.Noise(5 * Part, seed: 1));
        Folder.Write("b.bin", PushFolder.Noise((4 * Part) + 7, seed: 2));
        var second = Convert.ToHexStringLower(SHA256.HashData(PushFolder.Noise((4 * Part) + 7, seed: 2)))[..8];
        Stand.Faults.Add(FaultOf.CutUpload(Part / 2) with { Kind = RequestKind.Part, Part = 3, Where = r => r.Target.Contains(second, StringComparison.Ordinal), Times = Fault.Always });
        var fault = await Should.ThrowAsync<UnavailableFault>(() => Push(limits: new PushLimits { AtOnce = 1 }));
        fault.Message.ShouldContain("what has been sent is kept");
        PathsThere.ShouldBeEmpty();

        Stand.Faults.Clear();
        Stand.Requests.Clear();
        var result = await Push(limits: new PushLimits { AtOnce = 1 });
        PartBytes.ShouldBe((4 * Part) + 7);
        (result.BytesSent - There("README.md").Length, result.BytesThere).ShouldBe(((4 * Part) + 7, 5 * Part));
        There("a.bin").ShouldBe(PushFolder.Noise(5 * Part, seed: 1));
        There("b.bin").ShouldBe(PushFolder.Noise((4 * Part) + 7, seed: 2));
        CommitsThere.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_stored_but_not_committed_is_not_sent_again()
    {
        Stand.Settings.PartsAbove = Part;
        Stand.Settings.PartLength = Part;
        Folder.Write("a.bin", PushFolder.Noise(5 * Part, seed: 1));
        Folder.Write("small.bin", PushFolder.Noise(1000, seed: 2));
        Stand.Faults.Add(FaultOf.Status(500) with { Kind = RequestKind.Commit, Times = Fault.Always });
        await Should.ThrowAsync<UnavailableFault>(() => Push());
        PartBytes.ShouldBe((5 * Part) + 1000);
        Stand.Faults.Clear();
        var result = await Push();
        PartBytes.ShouldBe((5 * Part) + 1000);
        result.BytesThere.ShouldBe((5 * Part) + 1000);
        There("a.bin").ShouldBe(PushFolder.Noise(5 * Part, seed: 1));
    }

    [Fact]
    public async Task A_part_that_fails_is_sent_again_by_itself()
    {
        Stand.Settings.PartsAbove = Part;
        Stand.Settings.PartLength = Part;
        Folder.Write("a.bin", PushFolder.Noise(5 * Part, seed: 1));
        Stand.Faults.Add(FaultOf.Status(503) with { Kind = RequestKind.Part, Part = 2, Times = 2 });
        Stand.Faults.Add(FaultOf.CutUpload(1) with { Kind = RequestKind.Part, Part = 4 });
        (await Push()).BytesSent.ShouldBe((5 * Part) + There("README.md").Length);
        There("a.bin").ShouldBe(PushFolder.Noise(5 * Part, seed: 1));
        Stand.Requests.Of(RequestKind.Part).Select(static r => r.Part!.Value).Order().ShouldBe([1, 2, 2, 2, 3, 4, 4, 5]);
    }

    [Fact]
    public async Task Addresses_whose_time_is_over_are_asked_for_anew()
    {
        Stand.Settings.PartsAbove = Part;
        Stand.Settings.PartLength = Part;
        Folder.Write("a.bin", PushFolder.Noise(3 * Part, seed: 1));
        Folder.Write("b.bin", PushFolder.Noise(50, seed: 2));
        Stand.Faults.Add(FaultOf.Then(Stand.ExpireSignatures) with { Kind = RequestKind.Batch });
        await Push();
        There("a.bin").ShouldBe(PushFolder.Noise(3 * Part, seed: 1));
        There("b.bin").ShouldBe(PushFolder.Noise(50, seed: 2));
    }

    [Fact]
    public async Task The_end_of_a_file_in_parts_may_be_told_twice()
    {
        Stand.Settings.PartsAbove = Part;
        Stand.Settings.PartLength = Part;
        Folder.Write("a.bin", PushFolder.Noise(3 * Part, seed: 1));
        Stand.Faults.Add(FaultOf.Status(502) with { Kind = RequestKind.Completion, AfterWork = true });
        await Push();
        There("a.bin").ShouldBe(PushFolder.Noise(3 * Part, seed: 1));
    }

    [Fact]
    public async Task A_part_that_is_not_answered_is_sent_again()
    {
        var never = new TaskCompletionSource();
        Folder.Write("a.bin", PushFolder.Noise(Part, seed: 1));
        Stand.Faults.Add(new Fault("no answer") { Kind = RequestKind.Part, Release = never.Task });
        await Push(settings: Settings with { StallTimeout = TimeSpan.FromMilliseconds(100) });
        Stand.Requests.Of(RequestKind.Part).Count().ShouldBe(2);
        There("a.bin").ShouldBe(PushFolder.Noise(Part, seed: 1));
    }

    [Fact]
    public async Task What_the_Hub_asks_to_put_into_the_head_of_an_upload_is_put_there()
    {
        Stand.Settings.UploadHeaders = new Dictionary<string, string> { ["x-amz-meta-of"] = "rows", ["Content-Type"] = "application/x-rows" };
        Folder.Write("a.bin", PushFolder.Noise(Part, seed: 1));
        await Push();
        PathsThere.ShouldContain("a.bin");
    }

    [Fact]
    public async Task A_long_file_that_the_Hub_wants_within_the_commit_goes_there()
    {
        Stand.Add(new StandInDataset(Id) { LfsThreshold = 100_000_000 });
        Folder.Write("a.txt", PushFolder.Noise(11_000_000, seed: 1));
        (await Push()).FilesSent.ShouldBe(2);
        PartBytes.ShouldBe(0);
        (await Push()).FilesUnchanged.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_datasets_own_gitignore_names_is_not_sent_and_that_is_said()
    {
        Folder.Write("README.md", "# Mine\n");
        Folder.Write("a.log", "x");
        Stand.Faults.Add(new Fault("ignored")
        {
            Kind = RequestKind.Preupload,
            Answer = new CannedAnswer(200, "application/json", """{"files":[{"path":"README.md","uploadMode":"regular","shouldIgnore":false},{"path":"a.log","uploadMode":"regular","shouldIgnore":true}]}"""),
        });
        (await Push()).Notes.Single().ShouldContain("a.log");
        PathsThere.ShouldBe(["README.md"]);
    }

    [Fact]
    public async Task The_same_content_under_two_names_is_sent_once()
    {
        Folder.Write("a.bin", PushFolder.Noise(1000, seed: 1));
        Folder.Write("b.bin", PushFolder.Noise(1000, seed: 1));
        var result = await Push();
        PartBytes.ShouldBe(1000);
        result.BytesThere.ShouldBe(1000);
        There("b.bin").ShouldBe(There("a.bin"));
    }

    [Fact]
    public async Task A_file_that_changes_between_reading_and_sending_is_a_fault_and_not_committed()
    {
        var place = Folder.Write("a.bin", PushFolder.Noise(1000, seed: 1));
        Stand.Faults.Add(FaultOf.Then(() => File.AppendAllText(place, "more")) with { Kind = RequestKind.Batch });
        (await Should.ThrowAsync<RunFault>(() => Push())).Message.ShouldContain("was changed while it was being pushed");
        PathsThere.ShouldBeEmpty();
    }

    [Fact]
    public async Task Thirty_megabytes_in_parts_with_faults_arrive_whole()
    {
        const int Megabyte = 1_000_000;
        Stand.Settings.PartsAbove = 5 * Megabyte;
        Stand.Settings.PartLength = 2 * Megabyte;
        for (var i = 0; i < 3; i++)
        {
            Folder.Write($"data/train-0000{i}-of-00003.bin", PushFolder.Noise(10 * Megabyte, seed: i));
        }

        Stand.Faults.Add(FaultOf.CutUpload(Megabyte) with { Kind = RequestKind.Part, Times = 4 });
        Stand.Faults.Add(FaultOf.Status(500) with { Kind = RequestKind.Part, Skip = 6, Times = 2 });
        var result = await Push();
        result.BytesSent.ShouldBe((30 * Megabyte) + There("README.md").Length);
        Stand.Requests.Of(RequestKind.Part).Count().ShouldBe(15 + 6);
        for (var i = 0; i < 3; i++)
        {
            There($"data/train-0000{i}-of-00003.bin").AsSpan().SequenceEqual(PushFolder.Noise(10 * Megabyte, seed: i)).ShouldBeTrue();
        }
    }
}
