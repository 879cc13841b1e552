using System.Text;
using Quern.Dedup;
using Quern.Rows.Json;
using Quern.Tests.Dedup.Reference;

namespace Quern.Tests.Dedup.Rows;

/// <summary>That what is planted is there: to compare rows of which none are similar would prove nothing.</summary>
public sealed class RowMakerTests
{
    private const int Seeds = 12;
    private const int Count = 60;

    public static TheoryData<Planting> Plantings => [.. Enum.GetValues<Planting>()];

    [Theory]
    [MemberData(nameof(Plantings))]
    public void Rows_are_valid_and_a_seed_decides_them(Planting planting)
    {
        var check = new RowCheck();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var rows = new RowMaker(seed, new DedupOptions()).Rows(planting, Count);
            rows.Count.ShouldBe(Count);
            rows.Where(r => !check.Passes(Encoding.UTF8.GetBytes(r), out _)).ShouldBeEmpty();
            new RowMaker(seed, new DedupOptions()).Rows(planting, Count).ShouldBe(rows);
        }
    }

    [Theory]
    [MemberData(nameof(Plantings))]
    public void Some_rows_go_and_some_stay(Planting planting)
    {
        var fates = Fates(planting, new DedupOptions { Threshold = 0.6, Ngram = 3 });
        var kept = fates.Count(static f => f.IsKept);
        kept.ShouldBeInRange(planting == Planting.Equal ? Seeds : fates.Count / 10, fates.Count * 19 / 20);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(0.85)]
    [InlineData(0.95)]
    public void Borders_meet_the_threshold_and_just_miss_it(double threshold)
    {
        foreach (var kind in Enum.GetValues<ShingleKind>())
        {
            var options = new DedupOptions { Threshold = threshold, Shingles = kind };
            Fates(Planting.Borders, options).ShouldContain(f => f.Similarity - threshold < 1e-9, $"{kind}");

            // What misses it by a shingle is found by one that is lower by a little.
            Fates(Planting.Borders, options, threshold * 0.9).ShouldContain(f => f.Similarity < threshold, $"{kind}");
        }
    }

    [Fact]
    public void Families_have_similarities_of_all_sizes_and_every_reason()
    {
        var fates = Fates(Planting.Families, new DedupOptions { Threshold = 0.3 }).Where(static f => !f.IsKept).ToList();
        Enumerable.Range(3, 7).Where(tenth => !fates.Exists(f => (int)(f.Similarity!.Value * 10) == tenth)).ShouldBeEmpty();
        fates.Select(static f => f.Reason).Distinct().Order().ShouldBe(["duplicate", "near-duplicate"]);
    }

    private static List<RowFate> Fates(Planting planting, DedupOptions options, double? threshold = null)
        => [.. Enumerable.Range(0, Seeds).SelectMany(seed =>
            ReferenceDedup.Run([new DedupSource("in", new RowMaker(seed, options).Rows(planting, Count))], options with { Threshold = threshold ?? options.Threshold }, []))];
}
