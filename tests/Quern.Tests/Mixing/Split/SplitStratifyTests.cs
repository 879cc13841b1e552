using System.Text.Json.Nodes;
using Quern.Mixing.Split;
using Quern.Rows;

namespace Quern.Tests.Mixing.Split;

/// <summary>Every stratum is shared out, and what rounding takes in one is given back in another.</summary>
public sealed class SplitStratifyTests : IDisposable
{
    private readonly SplitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Each_stratum_has_its_shares_within_a_row()
    {
        // Strata of 1, 2, 3 and so on rows, interleaved.
        var labels = Enumerable.Range(1, 60).SelectMany(static n => Enumerable.Repeat(n, n)).OrderBy(static n => n * 7919 % 61).ToList();
        var split = _bench.Split(SplitBench.Usual with { Stratify = "label" }, SplitBench.Rows(labels.Count, i => $"\"label\":{labels[i]}"));
        foreach (var stratum in split.Kept.GroupBy(static k => JsonNode.Parse(k.Row)!["label"]!.GetValue<int>()))
        {
            for (var p = 0; p < 3; p++)
            {
                Math.Abs(stratum.Count(k => k.Part == p) - (stratum.Key * new[] { 0.8, 0.1, 0.1 }[p])).ShouldBeLessThan(2, $"stratum {stratum.Key}, part {p}");
            }
        }
    }

    [Theory]
    [InlineData(80, 10, 10)]
    [InlineData(98, 1, 1)]
    [InlineData(34, 33, 33)]
    [InlineData(90, 7, 3)]
    public void Thousands_of_tiny_strata_add_up_to_the_shares(int train, int val, int test)
    {
        const int Count = 9000;
        foreach (var size in new[] { 1, 2, 3, 7 })
        {
            var split = _bench.Split(new SplitOptions { Train = train, Val = val, Test = test, Stratify = "label" }, SplitBench.Rows(Count, i => $"\"label\":{i / size}"));
            SplitBench.Sizes(split).Zip([train, val, test]).ShouldAllBe(static s => Math.Abs(s.First - (s.Second * Count / 100.0)) <= 1);
            split.UnmetWishes.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Many_parts_of_strata_of_any_size_add_up_too()
    {
        var random = new Random(9);
        for (var round = 0; round < 20; round++)
        {
            var shares = Shares(random, random.Next(2, 9));
            var labels = Enumerable.Range(0, 300).SelectMany(n => Enumerable.Repeat(n, random.Next(1, 12))).ToList();
            var options = new SplitOptions { Part = shares.Select(static (s, i) => (s, i)).ToDictionary(static s => $"p{s.i}", static s => $"{s.s}"), Stratify = "label" };
            var split = _bench.Split(options, SplitBench.Rows(labels.Count, i => $"\"label\":{labels[i]}"));
            SplitBench.Sizes(split).Zip(shares).ShouldAllBe(s => Math.Abs(s.First - (s.Second * labels.Count / 100.0)) <= 1, $"{string.Join(' ', shares)} of {labels.Count}: {string.Join(' ', SplitBench.Sizes(split))}");
        }
    }

    [Fact]
    public void Rows_without_a_value_are_counted_and_a_stratum_of_their_own()
    {
        var split = _bench.Split(SplitBench.Usual with { Stratify = "label" }, SplitBench.Rows(300, static i => (i % 3) switch { 0 => "\"label\":null", 1 => "", _ => "\"label\":\"(none)\"" }));
        split.Counted.ShouldHaveSingleItem().ShouldBe(new("no-stratum", 200));
        split.Details["strata"]!.AsArray().Select(static s => s!["rows"]!.GetValue<long>()).ShouldBe([200, 100]);
        split.Kept.Where(static k => !k.Row.Contains("(none)", StringComparison.Ordinal)).GroupBy(static k => k.Part).Select(static g => g.Count()).Order().ShouldBe([20, 20, 160]);
    }

    [Fact]
    public void Escaped_values_are_one_stratum()
        => _bench.Split(SplitBench.Usual with { Stratify = "label" }, SplitBench.Rows(40, static i => i % 2 == 0 ? "\"label\":\"rye\"" : "\"label\":\"r\\u0079e\""))
            .Details["strata"]!.AsArray().ShouldHaveSingleItem()!["value"]!.GetValue<string>().ShouldBe("rye");

    [Fact]
    public void A_long_value_is_named_by_its_beginning()
    {
        var name = _bench.Split(SplitBench.Usual with { Stratify = "label" }, SplitBench.Rows(40, static _ => $"\"label\":\"{new string('é', 500)}\""))
            .Details["strata"]![0]!["value"]!.GetValue<string>();
        name.ShouldBe(new string('é', 50) + "...");
    }

    [Fact]
    public void Ten_thousand_strata_are_the_most()
    {
        SplitBench.Sizes(_bench.Split(SplitBench.Usual with { Stratify = "id" }, SplitBench.Rows(10_000))).Zip([8000, 1000, 1000]).ShouldAllBe(static s => Math.Abs(s.First - s.Second) <= 1);
        Should.Throw<RecipeFault>(() => _bench.Split(SplitBench.Usual with { Stratify = "id" }, SplitBench.Rows(10_001))).Message.ShouldContain("more than 10,000 values");
    }

    // Whole numbers above 0 that add up to 100.
    private static List<int> Shares(Random random, int parts)
    {
        var cuts = Enumerable.Range(1, 99).OrderBy(_ => random.Next()).Take(parts - 1).Order().ToList();
        return [.. cuts.Append(100).Zip(cuts.Prepend(0), static (to, from) => to - from)];
    }
}
