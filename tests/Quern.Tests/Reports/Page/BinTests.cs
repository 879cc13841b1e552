using Quern.Pages.Drawing;
using Quern.Pages.Gathering.Scanning;
using Quern.Pages.Model;

namespace Quern.Tests.Reports.Page;

public sealed class BinTests
{
    [Fact]
    public void Lengths_fall_into_bins_that_double()
    {
        var bins = new LengthBins();
        foreach (var length in new long[] { 1, 2, 3, 4, 7, 8, 15, 15 })
        {
            bins.Add(length);
        }

        bins.Bars().ShouldBe([new Bar("1", 1), new Bar("2–3", 2), new Bar("4–7", 2), new Bar("8–15", 3)]);
        new LengthBins().Bars().ShouldBeEmpty();
    }

    [Fact]
    public void Whole_numbers_have_a_bin_each_and_gaps_are_shown()
        => BinsOf([1, 2, 2, 5]).Bars().ShouldBe([new Bar("1", 1), new Bar("2", 2), new Bar("3", 0), new Bar("4", 0), new Bar("5", 1)]);

    [Fact]
    public void Bins_depend_neither_on_the_order_of_numbers_nor_on_how_they_are_added_up()
    {
        var random = new Random(5);
        for (var round = 0; round < 40; round++)
        {
            var scale = Math.Pow(10, random.Next(-3, 9));
            var numbers = Enumerable.Range(0, 300).Select(_ => (random.NextDouble() - 0.3) * scale).ToList();
            var expected = BinsOf(numbers).Bars();
            expected.Count.ShouldBeInRange(1, 41);
            expected.Sum(static b => b.Count).ShouldBe(300);
            BinsOf(numbers.AsEnumerable().Reverse()).Bars().ShouldBe(expected);
            var parts = BinsOf(numbers[..7]);
            parts.Add(BinsOf(numbers[100..]));
            parts.Add(BinsOf(numbers[7..100]));
            parts.Bars().ShouldBe(expected);
        }
    }

    [Fact]
    public void Numbers_of_any_size_fit()
        => BinsOf([double.MaxValue, double.MinValue, 0]).Bars().Sum(static b => b.Count).ShouldBe(3);

    [Fact]
    public void A_bar_with_anything_in_it_can_be_seen_and_labels_have_room()
    {
        var drawing = BarDrawing.Of(new Histogram("t", "u", [.. Enumerable.Range(0, 40).Select(static i => new Bar($"{i * 1000:N0}–{(i + 1) * 1000:N0}", i == 3 ? 1_000_000 : i % 2))]));
        drawing.Bars.Where(static b => b.Title.EndsWith(": 1", StringComparison.Ordinal)).ShouldAllBe(static b => b.Height >= 1);
        drawing.Bars.Where(static b => b.Title.EndsWith(": 0", StringComparison.Ordinal)).ShouldAllBe(static b => b.Height == 0);
        drawing.Ticks.Count.ShouldBeInRange(2, 7);
        drawing.Ticks.Zip(drawing.Ticks.Skip(1)).ShouldAllBe(static p => p.Second.X - p.First.X > 40);
    }

    [Fact]
    public void Quality_has_four_bands_and_a_mean()
    {
        var tally = new QualityTally();
        foreach (var score in new[] { 10, 9, 8.99, 8, 7.5, 7, 6.99, 1 })
        {
            tally.Add(score);
        }

        var bands = tally.Result("score")!;
        bands.Bands.Select(static b => (b.Name, b.Rows, b.Achieved)).ShouldBe([("9 to 10", 2L, 0.25), ("8 to below 9", 2L, 0.25), ("7 to below 8", 2L, 0.25), ("below 7", 2L, 0.25)]);
        bands.Mean.ShouldBe(7.31, 0.001);
    }

    [Fact]
    public void A_score_on_another_scale_has_no_bands()
    {
        var tally = new QualityTally();
        tally.Add(7);
        tally.Add(0.4);
        tally.Result("score").ShouldBeNull();
        new QualityTally().Result("score").ShouldBeNull();
    }

    private static NumberBins BinsOf(IEnumerable<double> numbers)
    {
        var bins = new NumberBins();
        foreach (var number in numbers)
        {
            bins.Add(number);
        }

        return bins;
    }
}
