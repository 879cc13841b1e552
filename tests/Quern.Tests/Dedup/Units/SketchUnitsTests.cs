using Quern.Dedup;
using Quern.Dedup.Pairs;
using Quern.Dedup.Sketches;

namespace Quern.Tests.Dedup.Units;

/// <summary>Bounds never refuse what is similar, and every form of a signature is the same.</summary>
public sealed class SketchUnitsTests
{
    // As numerator and denominator, so that what is expected is reckoned without fractions.
    public static TheoryData<int, int> Fractions { get; } = new() { { 1, 100 }, { 1, 3 }, { 1, 2 }, { 2, 3 }, { 7, 10 }, { 3, 4 }, { 4, 5 }, { 17, 20 }, { 9, 10 }, { 19, 20 }, { 99, 100 }, { 1, 1 } };

    [Theory]
    [MemberData(nameof(Fractions))]
    public void Counts_of_shared_shingles_are_those_of_whole_numbers(int over, int under)
    {
        var threshold = new Threshold((double)over / under);
        for (var a = 1; a <= 120; a++)
        {
            for (var b = 1; b <= 120; b++)
            {
                bool IsSimilar(int shared) => (long)shared * under >= (long)over * (a + b - shared);
                var least = Enumerable.Range(0, a + b + 1).First(IsSimilar);
                threshold.Shared(a, b).ShouldBe(least, $"{a} and {b}");
                threshold.AllowsSizes(a, b).ShouldBe(least <= Math.Min(a, b), $"{a} and {b}");
                threshold.IsReached(Math.Min(a, b), a, b).ShouldBe(IsSimilar(Math.Min(a, b)));
                threshold.IsReached(least - 1, a, b).ShouldBeFalse($"{least - 1} of {a} and {b}");
            }
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    [InlineData(1.0)]
    public void Similar_sets_show_a_shingle_in_common_and_what_they_show_lets_them_through(double value)
    {
        var random = new Random((int)(value * 100));
        var threshold = new Threshold(value);
        var filter = new PairFilter(threshold, hasPositions: true);
        var choice = new PrefixChoice(FrequentShingles.None);
        var similar = 0;
        for (var i = 0; i < 4000; i++)
        {
            var a = Set(random, random.Next(1, 200));
            var b = Changed(a, random, random.Next(1 + (int)(a.Length * (1 - value))));
            var shared = a.Intersect(b).Count();
            if (threshold.IsReached(shared, a.Length, b.Length))
            {
                similar++;
                var (shownA, shownB) = (Shown(choice, a, threshold), Shown(choice, b, threshold));
                shownA.Keys.Where(shownB.ContainsKey).Any(hash => filter.Allows(a.Length, shownA[hash], b.Length, shownB[hash])).ShouldBeTrue();
            }
        }

        similar.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void So_many_stand_before_a_shingle_at_the_least()
    {
        var random = new Random(4);
        var choice = new PrefixChoice(FrequentShingles.None);
        for (var i = 0; i < 1000; i++)
        {
            var set = Set(random, random.Next(1, 400));
            var wanted = random.Next(1, set.Length + 1);
            choice.Choose(set, wanted);
            var sorted = set.Order().ToList();
            sorted.Take(wanted).ShouldBeSubsetOf(choice.Chosen.ToArray());
            for (var k = 0; k < choice.Chosen.Length; k++)
            {
                choice.Before[k].ShouldBeLessThanOrEqualTo(sorted.IndexOf(choice.Chosen[k]));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(300)]
    public void Every_form_of_a_signature_is_the_same(int length)
    {
        var functions = new MinHash(length);
        var random = new Random(length);
        foreach (var size in new[] { 0, 1, 7, 8, 9, 200 })
        {
            var set = Set(random, size);
            var (scalar, half, whole, any) = (new uint[functions.PaddedLength], new uint[functions.PaddedLength], new uint[functions.PaddedLength], new uint[functions.PaddedLength]);
            functions.SignScalar(set, scalar);
            functions.Sign256(set, half);
            functions.Sign512(set, whole);
            functions.Sign(set, any);
            half.ShouldBe(scalar);
            whole.ShouldBe(scalar);
            any.ShouldBe(scalar);
        }
    }

    // Of 512 functions each agrees with the chance of the Jaccard index; six standard deviations are allowed.
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Signatures_agree_as_often_as_sets_are_similar(double jaccard)
    {
        var random = new Random(6);
        var functions = new MinHash(512);
        var all = Set(random, 1000);
        var shared = (int)(all.Length * jaccard);
        var rest = (all.Length - shared) / 2;
        var (a, b) = (new uint[functions.PaddedLength], new uint[functions.PaddedLength]);
        functions.Sign(all.AsSpan(0, shared + rest), a);
        functions.Sign([.. all[..shared], .. all[(shared + rest)..]], b);
        var equal = Enumerable.Range(0, 512).Count(i => a[i] == b[i]) / 512.0;
        equal.ShouldBe(jaccard, 6 * Math.Sqrt(jaccard * (1 - jaccard) / 512));
    }

    [Theory]
    [InlineData(0.3, 128)]
    [InlineData(0.5, 128)]
    [InlineData(0.8, 128)]
    [InlineData(0.95, 128)]
    [InlineData(0.8, 64)]
    [InlineData(0.8, 256)]
    [InlineData(1.0, 128)]
    public void Bands_are_chosen_that_find_nearly_all_and_fit_into_the_signature(double threshold, int permutations)
    {
        var bands = Bands.Of(new DedupOptions { Method = DedupMethod.Minhash, Threshold = threshold, Permutations = permutations });
        bands.Chance(threshold).ShouldBeGreaterThanOrEqualTo(0.99);
        (bands.Count * bands.Rows).ShouldBeLessThanOrEqualTo(permutations);
        if (bands.Rows < permutations)
        {
            new Bands(permutations / (bands.Rows + 1), bands.Rows + 1).Chance(threshold).ShouldBeLessThan(0.99);
        }
    }

    [Fact]
    public void Numbers_up_to_a_bound_are_collected_alike_with_and_without_vectors()
    {
        var random = new Random(7);
        for (var length = 0; length < 200; length++)
        {
            var numbers = Set(random, length);
            var bound = length % 5 == 0 ? numbers.DefaultIfEmpty().Max() : (ulong)random.NextInt64() << 1;
            var (vector, scalar) = (new ulong[length + Bounded.Slack], new ulong[length + Bounded.Slack]);
            var expected = numbers.Where(n => n <= bound).ToArray();
            vector.AsSpan(0, Bounded.Collect(numbers, bound, vector)).ToArray().ShouldBe(expected);
            scalar.AsSpan(0, Bounded.CollectScalar(numbers, bound, scalar)).ToArray().ShouldBe(expected);
        }
    }

    private static Dictionary<ulong, int> Shown(PrefixChoice choice, ulong[] set, Threshold threshold)
    {
        var wanted = threshold.Prefix(set.Length);
        choice.Choose(set, wanted);
        var shown = new Dictionary<ulong, int>();
        for (var i = 0; i < choice.Chosen.Length; i++)
        {
            shown.Add(choice.Chosen[i], (int)((long)choice.Before[i] * Quern.Dedup.Storage.Posting.Positions / wanted));
        }

        return shown;
    }

    private static ulong[] Set(Random random, int size) => [.. Enumerable.Range(0, size).Select(_ => (ulong)random.NextInt64() << 1 | 1).Distinct()];

    private static ulong[] Changed(ulong[] set, Random random, int changes)
        => [.. set.Skip(changes / 2), .. Set(random, changes - (changes / 2))];
}
