using Quern.Hub.Push;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;
using Quern.Rows;

namespace Quern.Tests.Hub.Push;

public sealed class CommitTests : PushCase
{
    public static TheoryData<string, bool> LostAnswers { get; } = new()
    {
        { "502", true }, { "502", false }, { "drop", true }, { "drop", false }, { "web page", true }, { "empty", true }, { "429", false },
    };

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task A_commit_whose_answer_is_lost_is_made_once(string how, bool isMade)
    {
        Folder.Write("rows.jsonl", "{}\n");
        Folder.Write("x.bin", PushFolder.Noise(1000, seed: 1));
        Stand.Faults.Add(FaultCalled(how) with { Kind = RequestKind.Commit, AfterWork = isMade });
        var result = await Push();
        CommitsThere.ShouldBe(1);
        result.Commit.ShouldBe(Dataset.Head.Id);
        PathsThere.ShouldBe(["README.md", "rows.jsonl", "x.bin"], ignoreOrder: true);
        Stand.Requests.Of(RequestKind.Commit).Count().ShouldBe(isMade ? 1 : 2);
    }

    [Fact]
    public async Task A_commit_that_is_made_late_is_found_when_it_is_sent_again()
    {
        // The first attempt seems to have failed, the branch has not moved; then it has.
        Folder.Write("rows.jsonl", "{\"a\":1}\n");
        Folder.Write("README.md", "# Mine\n");
        Stand.Faults.Add(FaultOf.Status(504) with { Kind = RequestKind.Commit });
        Stand.Faults.Add(new Fault("late") { Kind = RequestKind.Commit, Skip = 1, Before = () => Dataset.Commit(static d => d.Add("rows.jsonl", "{\"a\":1}\n").Add("README.md", "# Mine\n")) });
        var result = await Push();
        CommitsThere.ShouldBe(1);
        result.Commit.ShouldBe(Dataset.Head.Id);
    }

    [Fact]
    public async Task A_change_by_somebody_else_is_not_overwritten()
    {
        Stand.Add(new StandInDataset(Id));
        Folder.Write("rows.jsonl", "{\"mine\":1}\n");
        Stand.Faults.Add(new Fault("theirs") { Kind = RequestKind.Commit, Before = () => Dataset.Commit(static d => d.Add("rows.jsonl", "{\"theirs\":1}\n")) });
        var fault = await Should.ThrowAsync<RunFault>(() => Push());
        fault.Message.ShouldContain("Somebody else changed");
        fault.ExitCode.ShouldBe(1);
        TextThere("rows.jsonl").ShouldBe("{\"theirs\":1}\n");
        (await Push()).Commits.ShouldBe(1);
        TextThere("rows.jsonl").ShouldBe("{\"mine\":1}\n");
    }

    [Fact]
    public async Task What_is_wrong_with_a_commit_for_good_is_said_at_once()
    {
        Folder.Write("README.md", "---\nlicense: 7\n---\n");
        Stand.Faults.Add(FaultOf.Status(400, "license must be a string") with { Kind = RequestKind.Commit, Times = Fault.Always });
        (await Should.ThrowAsync<UnavailableFault>(() => Push())).Message.ShouldContain("license must be a string");
        Stand.Requests.Of(RequestKind.Commit).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_Hub_that_never_answers_the_commit_is_given_up()
    {
        Folder.Write("rows.jsonl", "{}\n");
        Stand.Faults.Add(FaultOf.Status(503) with { Kind = RequestKind.Commit, Times = Fault.Always });
        (await Should.ThrowAsync<UnavailableFault>(() => Push(settings: Settings with { Retries = 2 }))).Message.ShouldContain("503");
        Stand.Requests.Of(RequestKind.Commit).Count().ShouldBe(3);
        CommitsThere.ShouldBe(0);
    }

    [Fact]
    public async Task Many_files_become_several_commits_that_follow_each_other_and_a_break_between_them_is_resumed()
    {
        for (var i = 0; i < 7; i++)
        {
            Folder.Write($"part{i}.txt", $"{i}");
        }

        Stand.Faults.Add(FaultOf.Status(500) with { Kind = RequestKind.Commit, Skip = 1, Times = Fault.Always });
        var limits = new PushLimits { FilesOfCommit = 3, FilesOfQuestion = 2 };
        await Should.ThrowAsync<UnavailableFault>(() => Push(settings: Settings with { Retries = 1 }, limits: limits));
        PathsThere.ShouldBe(["part0.txt", "part1.txt", "part2.txt"]);
        Stand.Faults.Clear();
        var result = await Push(limits: limits);
        (result.Commits, result.FilesSent, result.FilesUnchanged).ShouldBe((2, 5, 3));
        PathsThere.Count().ShouldBe(8);
        CommitsThere.ShouldBe(3);
        Dataset.Head.Title.ShouldBe("Add 5 files (2 of 2)");
    }

    private static Fault FaultCalled(string how) => how switch
    {
        "drop" => FaultOf.Drop(),
        "web page" => FaultOf.WebPage(),
        "empty" => FaultOf.EmptyBody(),
        "429" => FaultOf.RateLimited("api", -1),
        _ => FaultOf.Status(502),
    };
}
