using Quern.Hub.Push;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.Push;

public sealed class PushPlanTests : PushCase
{
    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_sends_nothing()
    {
        Stand.Add(new StandInDataset(Id)).Commit(static d => d
            .Add("same.txt", "same").Add("changed.txt", "old").Add("longer.txt", "old").Add("x.parquet", PushFolder.Noise(100, seed: 1)));
        Folder.Write("same.txt", "same");
        Folder.Write("changed.txt", "new");
        Folder.Write("longer.txt", "a longer one");
        Folder.Write("x.parquet", PushFolder.Noise(100, seed: 1));
        Folder.Write("y.parquet", PushFolder.Noise(100, seed: 2));
        Folder.Write(".hidden", "x");
        var plan = await Plan();
        plan.Files.Select(static f => (f.Path, f.State, f.Large)).ShouldBe(
        [
            ("changed.txt", FileState.Changed, false), ("longer.txt", FileState.Changed, false), ("same.txt", FileState.Unchanged, false),
            ("x.parquet", FileState.Unchanged, true), ("y.parquet", FileState.New, true), ("README.md", FileState.Made, false),
        ]);
        (plan.Exists, plan.Card, plan.FilesToSend, plan.BytesToSend, plan.FilesUnchanged).ShouldBe((true, CardOrigin.Made, 4, 115, 2));
        plan.LeftOut.Single().Path.ShouldBe(".hidden");
        Stand.Requests.Where(static r => r.Method != "GET").ShouldBeEmpty();
        Stand.Requests.Sum(static r => r.BytesReceived).ShouldBe(0);
    }

    [Fact]
    public async Task A_dry_run_makes_no_dataset()
    {
        Folder.Write("README.md", "# Mine\n");
        var plan = await Plan();
        (plan.Exists, plan.Card, plan.Files.Single().State).ShouldBe((false, CardOrigin.Own, FileState.New));
        Stand.Find(Id).ShouldBeNull();
    }
}
