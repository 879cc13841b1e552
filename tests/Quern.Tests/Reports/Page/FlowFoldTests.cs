using Quern.Pages.Drawing;
using Quern.Pages.Model;

namespace Quern.Tests.Reports.Page;

public sealed class FlowFoldTests
{
    [Fact]
    public void A_small_flow_stays_as_it_is()
    {
        var flow = new RowFlow([new("a", 10)], [Step("read", 10, 9, new Loss(RowFate.Quarantined, "bad", 1)), Step("filter", 9, 9)]);
        var drawn = FlowFold.Of(flow);
        drawn.Sources.ShouldBe(flow.Sources);
        drawn.Steps.Select(static s => s.Label).ShouldBe(["read", "filter"]);
        drawn.Steps[0].Losses.ShouldBe(flow.Steps[0].Losses);
    }

    [Fact]
    public void The_smallest_sources_are_shown_together()
    {
        var sources = Enumerable.Range(1, 30).Select(static i => new Inflow($"s{i}", i)).ToList();
        var drawn = FlowFold.Of(new RowFlow(sources, [])).Sources;
        drawn.Count.ShouldBe(FlowFold.MostSources);
        drawn[0].Name.ShouldBe("s30");
        drawn[^1].Name.ShouldBe("23 others");
        drawn.Sum(static s => s.Rows).ShouldBe(sources.Sum(static s => s.Rows));
    }

    [Fact]
    public void Steps_that_lose_least_are_drawn_with_their_neighbours_and_the_first_by_itself()
    {
        var steps = new List<FlowStep> { Step("read", 100, 100) };
        for (var i = 0; i < 12; i++)
        {
            var before = steps[^1].Out;
            var lost = i == 5 ? 50 : 1;
            steps.Add(Step($"step-{i}", before, before - lost, new Loss(RowFate.Dropped, "short", lost)));
        }

        var drawn = FlowFold.Of(new RowFlow([new("a", 100)], steps)).Steps;
        drawn.Count.ShouldBe(FlowFold.MostSteps);
        drawn[0].Label.ShouldBe("read");
        drawn.ShouldContain(static s => s.Label == "step-5");
        drawn.SelectMany(static s => s.Labels).ShouldBe(steps.Select(static s => s.Label));
        drawn.Sum(static s => s.Lost).ShouldBe(61);
        drawn[^1].Out.ShouldBe(steps[^1].Out);
    }

    [Fact]
    public void Many_reasons_become_few_and_none_of_their_rows_is_lost()
    {
        var losses = Enumerable.Range(1, 9).Select(static i => new Loss(RowFate.Dropped, $"r{i}", i)).Append(new Loss(RowFate.Quarantined, "bad", 3)).ToArray();
        var drawn = FlowFold.Of(new RowFlow([], [Step("filter", 60, 12, losses)])).Steps[0].Losses;
        drawn.Select(static l => (l.Fate, l.Reason, l.Rows)).ShouldBe(
            [(RowFate.Dropped, "r9", 9), (RowFate.Dropped, "r8", 8), (RowFate.Dropped, "7 others", 28), (RowFate.Quarantined, "bad", 3)]);
    }

    private static FlowStep Step(string label, long rowsIn, long rowsOut, params Loss[] losses) => new([label], rowsIn, 0, rowsOut, losses);
}
