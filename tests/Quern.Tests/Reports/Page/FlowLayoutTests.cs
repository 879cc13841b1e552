using Quern.Pages.Drawing;
using Quern.Pages.Model;

namespace Quern.Tests.Reports.Page;

public sealed class FlowLayoutTests
{
    [Fact]
    public void Thickness_is_in_proportion_to_rows()
    {
        var drawing = FlowLayout.Of(new RowFlow([new("a", 750), new("b", 250)], [Step("read", 1000, 500, new Loss(RowFate.Dropped, "short", 500))]));
        drawing.Ribbons.Select(static r => r.Kind).ShouldBe(["kept", "kept", "kept", "dropped"]);
        var (a, b, kept, dropped) = (drawing.Ribbons[0].Thickness, drawing.Ribbons[1].Thickness, drawing.Ribbons[2].Thickness, drawing.Ribbons[3].Thickness);
        (a / b).ShouldBe(3, 0.001);
        kept.ShouldBe(dropped, 0.001);
        (kept + dropped).ShouldBe(a + b, 0.001);
    }

    [Fact]
    public void One_row_of_a_million_can_be_seen()
    {
        var drawing = FlowLayout.Of(new RowFlow([new("a", 1_000_000), new("tiny", 1)], [Step("read", 1_000_001, 1_000_000, new Loss(RowFate.Quarantined, "bad", 1))]));
        drawing.Ribbons.Min(static r => r.Thickness).ShouldBe(1);
        drawing.Ribbons.Count.ShouldBe(4);
    }

    [Fact]
    public void Everything_lies_inside_of_the_picture()
    {
        var sources = Enumerable.Range(1, FlowFold.MostSources).Select(static i => new Inflow($"a source with a long name {i}", i * 100)).ToList();
        var steps = Enumerable.Range(0, FlowFold.MostSteps).Select(static i => Step($"a step with a long name {i}", 3600 - (i * 500), 3100 - (i * 500), new Loss(RowFate.Dropped, "short", 400), new Loss(RowFate.Quarantined, "bad", 100))).ToList();
        var drawing = FlowLayout.Of(new RowFlow(sources, steps));
        drawing.Boxes.ShouldAllBe(b => b.X >= 0 && b.X < drawing.Width && b.Y >= 0 && b.Y + b.Height <= drawing.Height);
        drawing.Labels.ShouldAllBe(l => l.X >= 0 && l.X <= drawing.Width && l.Y > 0 && l.Y <= drawing.Height);
        drawing.Boxes.Count(static b => b.Kind == "step").ShouldBe(steps.Count);
        drawing.Boxes.Count(static b => b.Kind == "dropped").ShouldBe(steps.Count);
    }

    [Fact]
    public void A_run_without_rows_has_a_picture_without_bands()
    {
        var drawing = FlowLayout.Of(new RowFlow([], [Step("read", 0, 0)]));
        drawing.Ribbons.ShouldBeEmpty();
        drawing.Boxes.ShouldAllBe(static b => double.IsFinite(b.X + b.Y + b.Height));
    }

    private static FlowStep Step(string label, long rowsIn, long rowsOut, params Loss[] losses) => new([label], rowsIn, 0, rowsOut, losses);
}
