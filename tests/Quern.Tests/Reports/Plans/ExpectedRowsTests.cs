using Quern.Reports.Plans;
using Quern.Running;

namespace Quern.Tests.Reports.Plans;

public sealed class ExpectedRowsTests
{
    [Fact]
    public void The_target_is_shared_out_by_weight()
        => Of(100, [Weighing(3), Weighing(1)], [null, null]).ShouldSatisfyAllConditions(
            e => e.Wanted.ShouldBe([75, 25]),
            e => e.Rows.ShouldBe([75, 25]),
            e => e.Gap.ShouldBe(0));

    [Fact]
    public void What_one_cannot_give_comes_from_the_others()
        => Of(100, [Weighing(3), Weighing(1), Weighing(1)], [10, null, null]).Rows.ShouldBe([10, 45, 45]);

    [Fact]
    public void Then_from_those_that_fill_and_the_rest_is_the_gap()
    {
        var expected = Of(1000, [Weighing(null) with { Max = 50, Filling = SourceFilling.Rest }, Weighing(1) with { Filling = SourceFilling.Only }, Weighing(50)], [70, 30, 40]);
        expected.Wanted.ShouldBe([50, 0, 500]);
        expected.Rows.ShouldBe([70, 30, 40]);
        expected.Gap.ShouldBe(860);
    }

    [Fact]
    public void Odd_numbers_are_given_to_the_last_row()
        => Of(10, [Weighing(1), Weighing(1), Weighing(1)], [null, null, null]).Rows.Sum().ShouldBe(10);

    private static SourceSpec Weighing(long? weight) => new("s", []) { SaidWeight = weight };

    private static ExpectedRows Of(long target, SourceSpec[] sources, long?[] known)
        => ExpectedRows.Of(new RunSpec("r", 0, 0, sources, [], []) { Target = target }, known);
}
