using Quern.Mixing.Sample;
using Quern.Rows;

namespace Quern.Tests.Mixing;

public sealed class SampleStepTests : IDisposable
{
    private readonly SetBench _bench = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(137, 137)]
    [InlineData(999, 999)]
    [InlineData(1000, 1000)]
    [InlineData(5000, 1000)]
    public void Exactly_n_rows_are_drawn_in_their_order(long n, int expected)
    {
        var rows = SetBench.Rows(1000);
        var drawn = SetBench.Apply(new SampleStep(new SampleOptions { N = n }, _bench.Context(7)), _bench.Shards(rows, 3));
        drawn.Count.ShouldBe(expected);
        drawn.ShouldBe(rows.Select(static r => r.Row).Where(drawn.ToHashSet(StringComparer.Ordinal).Contains));
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.1, 100)]
    [InlineData(0.3333, 333)]
    [InlineData(0.0005, 1)]
    [InlineData(1.0, 1000)]
    public void A_share_is_rounded_to_the_nearest_row(double share, int expected)
        => SetBench.Apply(new SampleStep(new SampleOptions { Share = share }, _bench.Context(7)), _bench.Shards(SetBench.Rows(1000), 2)).Count.ShouldBe(expected);

    [Fact]
    public void The_same_rows_are_drawn_however_they_are_cut_into_shards()
    {
        var rows = SetBench.Rows(500);
        var whole = SetBench.Apply(new SampleStep(new SampleOptions { N = 50 }, _bench.Context(1)), _bench.Shards(rows, 1));
        SetBench.Apply(new SampleStep(new SampleOptions { N = 50 }, _bench.Context(1)), _bench.Shards(rows, 17)).ShouldBe(whole);
        SetBench.Apply(new SampleStep(new SampleOptions { N = 50 }, _bench.Context(2)), _bench.Shards(rows, 17)).ShouldNotBe(whole);
    }

    [Fact]
    public void Rows_that_a_step_made_from_one_row_are_drawn_one_by_one()
    {
        var siblings = Enumerable.Range(0, 900).Select(static i => ($"{{\"i\":{i}}}", new Place(0, i / 300))).ToList();
        var drawn = SetBench.Apply(new SampleStep(new SampleOptions { N = 100 }, _bench.Context(3)), _bench.Shards(siblings, 4));
        drawn.Count.ShouldBe(100);
        siblings.Select(static s => s.Item1).Chunk(300).ShouldAllBe(c => c.Count(drawn.Contains) > 10);
    }

    [Fact]
    public void Rows_that_share_a_place_and_lie_apart_are_still_drawn_exactly()
    {
        var apart = Enumerable.Range(0, 200).Select(static i => ($"{{\"i\":{i}}}", new Place(0, i % 2))).ToList();
        SetBench.Apply(new SampleStep(new SampleOptions { N = 33 }, _bench.Context(3)), _bench.Shards(apart, 2)).Count.ShouldBe(33);
    }

    [Fact]
    public void Each_row_is_equally_likely()
    {
        var shards = _bench.Shards(SetBench.Rows(100), 1);
        var hits = new Dictionary<string, int>(StringComparer.Ordinal);
        const int Rounds = 400;
        for (var seed = 0UL; seed < Rounds; seed++)
        {
            foreach (var row in SetBench.Apply(new SampleStep(new SampleOptions { N = 20 }, _bench.Context(seed)), shards))
            {
                hits[row] = hits.GetValueOrDefault(row) + 1;
            }
        }

        // Draws without replacement: chi-square with 99 degrees of freedom, scaled by 1 - 20/100. 150 is far beyond p = 0.001.
        const double Expected = Rounds * 0.2;
        hits.Count.ShouldBe(100);
        (hits.Values.Sum(static h => (h - Expected) * (h - Expected) / Expected) / 0.8).ShouldBeInRange(50, 150);
    }

    [Fact]
    public void An_empty_set_gives_an_empty_sample()
        => SetBench.Apply(new SampleStep(new SampleOptions { N = 5 }, _bench.Context(1)), _bench.Shards([], 1)).ShouldBeEmpty();

    public void Dispose() => _bench.Dispose();
}
