using Quern.Mixing.Shuffle;
using Quern.Rows;

namespace Quern.Tests.Mixing;

public sealed class ShuffleStepTests : IDisposable
{
    private readonly SetBench _bench = new();

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void A_shuffle_is_the_same_permutation_whatever_the_buckets_and_shards(long bucketSize)
    {
        var rows = SetBench.Rows(500);
        var expected = SetBench.Apply(new ShuffleStep(_bench.Context(7)), _bench.Shards(rows, 1));
        var shuffled = SetBench.Apply(new ShuffleStep(_bench.Context(7), bucketSize), _bench.Shards(rows, 9));
        shuffled.ShouldBe(expected);
        shuffled.Order(StringComparer.Ordinal).ShouldBe(rows.Select(static r => r.Row).Order(StringComparer.Ordinal));
        shuffled.ShouldNotBe(rows.Select(static r => r.Row));
    }

    [Fact]
    public void Another_seed_gives_another_order()
    {
        var shards = _bench.Shards(SetBench.Rows(100), 1);
        SetBench.Apply(new ShuffleStep(_bench.Context(1)), shards).ShouldNotBe(SetBench.Apply(new ShuffleStep(_bench.Context(2)), shards));
    }

    [Fact]
    public void A_row_larger_than_a_bucket_is_kept_whole()
    {
        var giant = "{\"x\":\"" + new string('g', 300_000) + "\"}";
        List<(string Row, Place Place)> rows = [.. SetBench.Rows(50), (giant, new Place(1, 999))];
        var shuffled = SetBench.Apply(new ShuffleStep(_bench.Context(5), 1000), _bench.Shards(rows, 2));
        shuffled.Count.ShouldBe(51);
        shuffled.ShouldContain(giant);
    }

    [Fact]
    public void Rows_that_a_step_made_from_one_row_do_not_stay_together()
    {
        var siblings = Enumerable.Range(0, 400).Select(static i => ($"{{\"i\":{i}}}", new Place(0, i / 200))).ToList();
        var shuffled = SetBench.Apply(new ShuffleStep(_bench.Context(5)), _bench.Shards(siblings, 1));
        var firstHalf = siblings.Take(200).Select(static s => s.Item1).ToHashSet(StringComparer.Ordinal);
        shuffled.Take(200).Count(firstHalf.Contains).ShouldBeInRange(70, 130);
    }

    [Fact]
    public void Each_position_is_equally_likely()
    {
        var shards = _bench.Shards(SetBench.Rows(20), 1);
        var at = new int[20];
        const int Rounds = 1000;
        for (var seed = 0UL; seed < Rounds; seed++)
        {
            at[SetBench.Apply(new ShuffleStep(_bench.Context(seed)), shards).IndexOf("{\"i\":0}")]++;
        }

        // Chi-square with 19 degrees of freedom: 44 is p = 0.001.
        at.Sum(static h => (h - 50.0) * (h - 50.0) / 50.0).ShouldBeLessThan(44);
    }

    [Fact]
    public void An_empty_set_stays_empty() => SetBench.Apply(new ShuffleStep(_bench.Context(1)), _bench.Shards([], 1)).ShouldBeEmpty();

    public void Dispose() => _bench.Dispose();
}
