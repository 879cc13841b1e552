using Quern.Running;
using Quern.Steps;

namespace Quern.Tests.Running;

public sealed class SegmentClockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-clock-").FullName;

    [Fact]
    public void A_segment_that_is_not_run_again_keeps_its_time()
    {
        Clock("01-a", "02-b");
        var before = RunTimings.Of(_folder);
        before.Segments.Select(static s => (s.Folder, s.Title, s.Rows)).ShouldBe([("01-a", "read", 5L), ("02-b", "", 5L)]);

        var clock = new SegmentClock(_folder);
        clock.Begin(Named("01-a"));
        clock.Pass();
        clock.Begin(Named("02-b"));
        clock.Measure(Work);
        RunTimings.Of(_folder).Find("01-a").ShouldBe(before.Find("01-a"));
        RunTimings.Of(_folder).Find("02-b")!.Rows.ShouldBe(5);
    }

    [Fact]
    public void A_segment_that_is_gone_on_with_has_both_times_together()
    {
        Clock("01-a");
        var clock = new SegmentClock(_folder);
        clock.Begin(Named("01-a"));
        clock.Pass();
        clock.Measure(Work);
        clock.Measure(Work);
        RunTimings.Of(_folder).Find("01-a")!.Rows.ShouldBe(15);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Clock(params string[] segments)
    {
        var clock = new SegmentClock(_folder);
        foreach (var folder in segments)
        {
            clock.Begin(Named(folder));
            clock.Measure(Work);
        }
    }

    private static Segment Named(string folder) => new(folder[1] - '0', StepKind.Row, [], folder);

    private static Marker Work()
    {
        var ledger = new Ledger();
        ledger.Step("read").Of("a").In = 5;
        return new Marker { Shards = [], Ledger = ledger };
    }
}
