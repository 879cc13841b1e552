using Quern.Mixing;
using Quern.Mixing.Mix;

namespace Quern.Tests.Mixing.Mix;

/// <summary>How many rows of each source a mix has, against rules that are looked at one by one.</summary>
public sealed class MixCountsTests
{
    [Theory]
    [InlineData(WhenShort.Stop, new long[] { 15, 10 })]
    [InlineData(WhenShort.Repeat, new long[] { 15, 10 })]
    [InlineData(WhenShort.Take, new long[] { 60, 10 })]
    [InlineData(WhenShort.Fill, new long[] { 90, 10 })]
    public void A_source_that_is_short(WhenShort whenShort, long[] rows)
    {
        var counts = MixCounts.Of([100, 10], [60, 40], 100, whenShort);
        counts.Rows.ShouldBe(rows);
        counts.Short.ShouldBe(1);
        counts.Asked.ShouldBe(100);
    }

    [Fact]
    public void Of_several_sources_that_are_short_the_scarcest_is_named()
        => MixCounts.Of([40, 1, 20], [1, 1, 1], 300, WhenShort.Stop).Short.ShouldBe(1);

    [Fact]
    public void A_source_without_rows_ends_the_mix_unless_the_others_go_on()
    {
        MixCounts.Of([100, 0], [1, 1], 10, WhenShort.Stop).Rows.ShouldBe([0, 0]);
        MixCounts.Of([100, 0], [1, 1], null, WhenShort.Stop).Rows.ShouldBe([0, 0]);
        MixCounts.Of([100, 0], [1, 1], 10, WhenShort.Take).Rows.ShouldBe([5, 0]);
        MixCounts.Of([100, 0], [1, 1], 10, WhenShort.Fill).Rows.ShouldBe([10, 0]);
    }

    [Fact]
    public void Filling_makes_others_short_in_turn()
        => MixCounts.Of([5, 12, 100], [50, 40, 10], 60, WhenShort.Fill).Rows.ShouldBe([5, 12, 43]);

    [Fact]
    public void A_source_that_is_left_out_never_fills()
        => MixCounts.Of([5, 1000], [1, 0], 100, WhenShort.Fill).Rows.ShouldBe([5, 0]);

    [Fact]
    public void A_larger_total_that_rounds_in_favour_of_a_scarce_source_is_not_taken()
    {
        // Of 10 rows the third source gets two, of 11 only one: it has one.
        double[] weights = [6, 6, 2];
        Apportionment.Of(10, weights).ShouldBe([4, 4, 2]);
        Apportionment.Of(11, weights).ShouldBe([5, 5, 1]);
        MixCounts.Of([100, 100, 1], weights, 10, WhenShort.Stop).Rows.Sum().ShouldBeLessThan(10);
    }

    [Theory]
    [InlineData(WhenShort.Stop)]
    [InlineData(WhenShort.Repeat)]
    [InlineData(WhenShort.Take)]
    [InlineData(WhenShort.Fill)]
    public void What_is_promised_holds_in_thousands_of_cases(WhenShort whenShort)
    {
        var random = new Random(5);
        for (var round = 0; round < 4000; round++)
        {
            var sources = random.Next(1, 7);
            var available = Enumerable.Range(0, sources).Select(_ => (long)random.Next(0, 60)).ToArray();
            var weights = Enumerable.Range(0, sources).Select(_ => (double)random.Next(0, 10)).ToArray();
            weights[random.Next(sources)] += 1;
            long? total = random.Next(5) == 0 ? null : random.Next(1, 200);
            var what = $"{string.Join(' ', available)} by {string.Join(' ', weights)} to {total}";
            ShouldKeepItsPromise(MixCounts.Of(available, weights, total, whenShort), available, weights, total, whenShort, what);
        }
    }

    private static void ShouldKeepItsPromise(MixCounts counts, long[] available, double[] weights, long? total, WhenShort whenShort, string what)
    {
        var rows = counts.Rows.ToArray();
        rows.Zip(available).ShouldAllBe(static r => r.First >= 0 && r.First <= r.Second, what);
        rows.Zip(weights).ShouldAllBe(static r => r.Second > 0 || r.First == 0, what);
        rows.Sum().ShouldBeLessThanOrEqualTo(total ?? long.MaxValue, what);
        var wanted = total is { } asked ? Apportionment.Of(asked, weights) : null;
        (counts.Short >= 0).ShouldBe(wanted is not null && wanted.Zip(available).Any(static r => r.First > r.Second), what);
        if (wanted is null || counts.Short < 0)
        {
            rows.ShouldBe(wanted ?? Largest(available, weights, long.MaxValue), what);
            return;
        }

        rows.ShouldBe(whenShort switch
        {
            WhenShort.Take => [.. wanted.Zip(available, Math.Min)],
            WhenShort.Fill => rows.Sum() == Math.Min(total!.Value, available.Zip(weights).Where(static a => a.Second > 0).Sum(static a => a.First)) ? rows : [],
            _ => Largest(available, weights, total!.Value),
        }, what);
    }

    // Every total is tried, from the most that there can be down: no source has less than its share of it, rounded or not.
    private static long[] Largest(long[] available, double[] weights, long most)
    {
        for (var total = Math.Min(most, available.Sum()); total > 0; total--)
        {
            var rows = Apportionment.Of(total, weights);
            if (rows.Zip(available).All(static r => r.First <= r.Second) && available.Zip(weights).All(a => total * a.Second / weights.Sum() <= a.First + 1e-7))
            {
                return rows;
            }
        }

        return new long[weights.Length];
    }
}
