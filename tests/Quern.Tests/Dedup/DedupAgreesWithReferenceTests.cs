using Quern.Dedup;
using Quern.Tests.Dedup.Rows;

namespace Quern.Tests.Dedup;

/// <summary>On rows made by chance the program decides exactly as the reference does, on one core and on several.</summary>
public sealed class DedupAgreesWithReferenceTests
{
    // Debug builds cross every edge of a portion with few rows, and are slow.
#if DEBUG
    private const int Seeds = 1;
    private const int Mixtures = 20;
#else
    private const int Seeds = 2;
    private const int Mixtures = 60;
#endif

    private static readonly double[] Thresholds = [0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0];

    private static readonly string[] Keeps = ["first", "longest", "best:score", "best:meta.n"];

    private static readonly string[][] Fields = [["instruction"], ["instruction", "response"], ["response", "instruction"], ["text"], ["messages"], ["messages[0].content", "messages[1].content"], ["meta.notes", "score"]];

    public static TheoryData<Planting> Plantings => [.. Enum.GetValues<Planting>()];

    public static TheoryData<Planting, double> PlantingsAndThresholds
        => [.. Enum.GetValues<Planting>().SelectMany(static p => Thresholds.Select(t => new TheoryDataRow<Planting, double>(p, t)))];

    public static TheoryData<ShingleKind, int> KindsAndLengths
        => [.. Enum.GetValues<ShingleKind>().SelectMany(static k => new[] { 1, 2, 3, 5, 8, 13 }.Select(n => new TheoryDataRow<ShingleKind, int>(k, n)))];

    public static TheoryData<int> Mixed => [.. Enumerable.Range(1, Mixtures)];

    [Theory]
    [MemberData(nameof(PlantingsAndThresholds))]
    public void At_every_threshold(Planting planting, double threshold)
        => Check(planting, new DedupOptions { Threshold = threshold, Ngram = 3 });

    [Theory]
    [MemberData(nameof(KindsAndLengths))]
    public void For_every_kind_and_length_of_shingles(ShingleKind kind, int length)
    {
        var options = new DedupOptions { Shingles = kind, Ngram = length, Threshold = 0.7 };
        Check(Planting.Unspaced, options);
        Check(Planting.Scripts, options);
        Check(Planting.Borders, options);
        Check(Planting.Short, options);
    }

    [Theory]
    [InlineData("first")]
    [InlineData("longest")]
    [InlineData("best:score")]
    [InlineData("best:meta.n")]
    public void For_every_rule_of_keeping(string keep)
    {
        foreach (var planting in Enum.GetValues<Planting>())
        {
            Check(planting, new DedupOptions { Keep = keep, Ngram = 2, Threshold = 0.6 });
            Check(planting, new DedupOptions { Keep = keep, Ngram = 2, Threshold = 0.6, Prefer = ["c.jsonl", "a.jsonl"] });
        }
    }

    [Theory]
    [MemberData(nameof(Plantings))]
    public void Connected(Planting planting)
    {
        foreach (var threshold in new[] { 0.4, 0.7, 0.9 })
        {
            Check(planting, new DedupOptions { Linkage = Linkage.Connected, Threshold = threshold, Ngram = 2 });
            Check(planting, new DedupOptions { Linkage = Linkage.Connected, Threshold = threshold, Keep = "longest" }, withKnown: true);
        }
    }

    [Theory]
    [MemberData(nameof(Plantings))]
    public void Against_known_rows(Planting planting)
    {
        foreach (var threshold in new[] { 0.4, 0.7, 0.9 })
        {
            Check(planting, new DedupOptions { Threshold = threshold, Ngram = 2 }, withKnown: true);
            Check(planting, new DedupOptions { Threshold = threshold, Keep = "best:score", Prefer = ["b.jsonl"] }, withKnown: true);
        }
    }

    [Theory]
    [MemberData(nameof(Plantings))]
    public void Exactly_equal(Planting planting)
    {
        foreach (var kind in Enum.GetValues<ShingleKind>())
        {
            Check(planting, new DedupOptions { Exact = true, Shingles = kind });
            Check(planting, new DedupOptions { Exact = true, Shingles = kind, Linkage = Linkage.Connected, Keep = "longest" }, withKnown: true);
        }
    }

    [Theory]
    [MemberData(nameof(Plantings))]
    public void By_fields(Planting planting)
    {
        foreach (var by in Fields)
        {
            Check(planting, new DedupOptions { By = by, Ngram = 3, Threshold = 0.6 });
        }
    }

    [Theory]
    [InlineData(ShingleKind.Words)]
    [InlineData(ShingleKind.Characters)]
    [InlineData(ShingleKind.Mixed)]
    public void With_compatible_characters_made_plain(ShingleKind kind)
    {
        Check(Planting.Scripts, new DedupOptions { Nfkc = true, Shingles = kind, Ngram = 2 });
        Check(Planting.Unspaced, new DedupOptions { Nfkc = true, Shingles = kind, Ngram = 2 });
        Check(Planting.Scripts, new DedupOptions { Nfkc = true, Shingles = kind, Exact = true });
    }

    // Of so many bands of one value a similar pair shares none with a chance below 1 in 10^28.
    [Theory]
    [MemberData(nameof(Plantings))]
    public void By_signatures_of_which_every_value_is_a_band(Planting planting)
    {
        foreach (var threshold in new[] { 0.4, 0.8, 1 })
        {
            var options = new DedupOptions { Method = DedupMethod.Minhash, Bands = "128", Threshold = threshold, Ngram = 2 };
            Check(planting, options);
            Check(planting, options with { Linkage = Linkage.Connected, Keep = "longest" }, withKnown: true);
        }
    }

    [Theory]
    [MemberData(nameof(Mixed))]
    public void With_options_by_chance(int seed)
    {
        var random = new Random(seed);
        var options = new DedupOptions
        {
            Threshold = random.Of(Thresholds),
            By = random.OneIn(3) ? random.Of(Fields) : null,
            Shingles = random.Of(Enum.GetValues<ShingleKind>()),
            Ngram = random.Next(1, 9),
            Exact = random.OneIn(8),
            Keep = random.Of(Keeps),
            Prefer = random.OneIn(2) ? ["b.jsonl", "c.jsonl"] : null,
            Linkage = random.Of(Enum.GetValues<Linkage>()),
        };
        options = options.Exact ? options with { Threshold = new DedupOptions().Threshold } : options;
        Agreement.Check(Planting.Mixture, seed, options, rows: 150, withKnown: random.OneIn(2));
    }

    private static void Check(Planting planting, DedupOptions options, bool withKnown = false)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Agreement.Check(planting, seed, options, withKnown: withKnown);
        }
    }
}
