using Quern.Running;

namespace Quern.Tests.Running;

public sealed class BlendOrderTests
{
    [Fact]
    public void Three_to_one_is_three_to_one_at_every_moment()
        => Names(8, Weighing("a", 3), Weighing("b", 1)).ShouldBe("aaabaaab");

    [Fact]
    public void Of_sources_equally_far_behind_the_first_has_its_turn()
        => Names(6, Weighing("a", 5), Weighing("b", 5), Weighing("c", 5)).ShouldBe("abcabc");

    [Fact]
    public void Without_a_weight_the_maximum_counts_then_what_is_known()
        => Names(6, Weighing("a", null) with { Max = 20 }, Weighing("b", null) with { Origin = new SourceOrigin("o/b", "", null) { Rows = 10 } }).ShouldBe("aabaab");

    [Fact]
    public void Sources_that_fill_have_their_turn_when_the_others_have_ended()
    {
        var order = new BlendOrder([Weighing("a", 1), Weighing("b", 1) with { Filling = SourceFilling.Only }]);
        order.Next([new SourceStand(9, 9, false, false), default]).ShouldBe(0);
        order.Next([new SourceStand(9, 9, true, false), default]).ShouldBe(1);
        order.Next([new SourceStand(9, 9, true, false), new SourceStand(0, 0, true, false)]).ShouldBe(-1);
    }

    [Fact]
    public void A_source_with_a_rest_is_passed_over_at_its_maximum_until_the_others_have_ended()
    {
        var order = new BlendOrder([Weighing("a", 1) with { Max = 2, Filling = SourceFilling.Rest }, Weighing("b", 1)]);
        order.Next([new SourceStand(2, 2, false, false), new SourceStand(50, 50, false, false)]).ShouldBe(1);
        order.Next([new SourceStand(2, 2, false, false), new SourceStand(50, 50, true, false)]).ShouldBe(0);
    }

    [Fact]
    public void The_heaviest_weights_and_many_rows_stay_exact()
    {
        var order = new BlendOrder([Weighing("a", long.MaxValue), Weighing("b", BlendOrder.HeaviestWeight)]);
        order.Next([new SourceStand(5_000_000_000, 5_000_000_000, false, false), new SourceStand(0, 4_999_999_999, false, false)]).ShouldBe(1);
    }

    private static SourceSpec Weighing(string name, long? weight) => new(name, []) { SaidWeight = weight };

    private static string Names(int rows, params SourceSpec[] sources)
    {
        var order = new BlendOrder(sources);
        var stand = new SourceStand[sources.Length];
        var names = "";
        for (var i = 0; i < rows; i++)
        {
            var next = order.Next(stand);
            stand[next] = stand[next] with { Taken = stand[next].Taken + 1 };
            names += sources[next].Name;
        }

        return names;
    }
}
