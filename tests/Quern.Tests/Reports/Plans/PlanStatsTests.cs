using Quern.Reports.Plans;
using Quern.Running;

namespace Quern.Tests.Reports.Plans;

public sealed class PlanStatsTests
{
    private static readonly RunSpec Spec = new("mine", 0, 0, [new SourceSpec("a", []) { SaidWeight = 3 }, new SourceSpec("b", []) { SaidWeight = 1 }], [], []) { Target = 100 };

    [Fact]
    public void Where_failing_plans_are_dropped_the_rest_passed()
    {
        var stats = PlanStats.Of(Spec, Judged(dropped: true), [new SchemaShare("conversation", 60, 70), new SchemaShare("instruction", 10, 50), new SchemaShare("function_calling", 15, 20)]);
        (stats.Wanted, stats.Got).ShouldBe((100, 70));
        var total = stats.Total;
        (total.Read, total.Made, total.Passed, total.Kept).ShouldBe((100, 90, 70, 70));
        (total.SuccessRate, total.PassRate, total.Acceptance).ShouldBe((0.9, 0.7778, 0.7));
        total.Dropped.ShouldBe(new Dictionary<string, long> { ["short-instruction"] = 20 });
        total.Quarantined.ShouldBe(new Dictionary<string, long> { ["no-request"] = 10 });
        var a = stats.BySource[0];
        (a.Source, a.Wanted, a.Counts.Kept, a.Missing).ShouldBe(("a", 75, 70, 5));
        stats.BySource[1].Counts.Read.ShouldBe(0);
        stats.BySchema.Select(static s => (s.Schema, s.Made, s.Passed, s.Kept, s.Share, s.IsOutside)).ShouldBe(
            [("conversation", 60, 60, 60, 0.8571, true), ("function_calling", 0, 0, 0, 0, true), ("instruction", 30, 10, 10, 0.1429, false)]);
        var instruction = stats.BySchema[2];
        (instruction.Read, instruction.SuccessRate, instruction.PassRate, instruction.Acceptance).ShouldBe((40, 0.75, 0.3333, 0.25));
        instruction.Rejected.ShouldBe(new Dictionary<string, long> { ["short-instruction"] = 20 });
        stats.Warnings.Count.ShouldBe(4);
        stats.Warnings[0].ShouldContain("90 % of the rows read became a plan");
        stats.Warnings[1].ShouldContain("77.8 % of the plans pass");
        stats.Labels.ShouldBe([new LabelledPlans("adversarial", 30, 0.3333), new LabelledPlans("benign", 60, 0.6667)]);
    }

    [Fact]
    public void Where_failing_plans_are_counted_they_are_kept_too()
    {
        var stats = PlanStats.Of(Spec, Judged(dropped: false), []);
        (stats.Total.Passed, stats.Total.Kept, stats.Total.PassRate).ShouldBe((70, 90, 0.7778));
        stats.Total.Failed.ShouldBe(new Dictionary<string, long> { ["short-instruction"] = 20 });
        stats.BySchema[1].Kept.ShouldBe(30);
        stats.BySchema[1].Share.ShouldBe(0.3333);
    }

    [Fact]
    public void Rows_that_a_where_left_out_were_not_read()
    {
        var ledger = Judged(dropped: true);
        ledger.LeaveOut("read", "a", 1000);
        PlanStats.Of(Spec, ledger, []).Total.Read.ShouldBe(100);
    }

    [Fact]
    public void Plans_that_are_only_judged_have_their_schemas_from_the_judge()
    {
        var ledger = new Ledger();
        ledger.Step("read").Of("a").Add(new RowCounts { In = 3, Out = 3 });
        var judging = new RowCounts { In = 3, Out = 3 };
        judging.Counted["schema:conversation"] = 3;
        ledger.Step("plan-quality").Of("a").Add(judging);
        var schema = PlanStats.Of(Spec, ledger, []).BySchema.ShouldHaveSingleItem();
        (schema.Schema, schema.Made, schema.Passed, schema.Kept).ShouldBe(("conversation", 3, 3, 3));
    }

    [Fact]
    public void Without_steps_for_plans_and_without_rows_nothing_is_made_up()
    {
        var ledger = new Ledger();
        ledger.Step("read");
        var stats = PlanStats.Of(Spec, ledger, []);
        (stats.Total.SuccessRate, stats.Total.PassRate).ShouldBe((null, null));
        stats.BySchema.ShouldBeEmpty();
        stats.Warnings.ShouldBeEmpty();
    }

    private static Ledger Judged(bool dropped)
    {
        var ledger = new Ledger();
        ledger.Step("read").Of("a").Add(new RowCounts { In = 100, Out = 100 });
        var making = new RowCounts { In = 100, Out = 90 };
        making.Quarantined["no-request"] = 10;
        making.Counted["schema:conversation"] = 60;
        making.Counted["schema:instruction"] = 30;
        making.Counted["unmade:instruction"] = 10;
        making.Counted["shape:plain"] = 90;
        making.Counted["label:benign"] = 60;
        making.Counted["label:adversarial"] = 30;
        ledger.Step("to-plan").Of("a").Add(making);
        var judging = new RowCounts { In = 90, Out = dropped ? 70 : 90 };
        judging.Counted["schema:conversation"] = 60;
        judging.Counted["schema:instruction"] = 30;
        judging.Counted["rejected:instruction:short-instruction"] = 20;
        if (dropped)
        {
            judging.Dropped["short-instruction"] = 20;
        }

        ledger.Step("plan-quality").Of("a").Add(judging);
        ledger.OpenEnd().ShouldBeNull();
        return ledger;
    }
}
