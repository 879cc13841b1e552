using Quern.Dedup;
using Quern.Tests.Dedup.Reference;
using Quern.Tests.Dedup.Rows;

namespace Quern.Tests.Dedup;

/// <summary>Lets the program and the reference judge the same rows, and tells where they differ.</summary>
internal static class Agreement
{
    private const int Shown = 5;

    private static readonly int[] Workers = [1, 3];

    /// <summary>Judges rows that are planted, from three sources, a part of them against others when that is asked for.</summary>
    public static void Check(Planting planting, int seed, DedupOptions options, int rows = 80, bool withKnown = false)
    {
        var maker = new RowMaker(seed, options);
        var all = maker.Rows(planting, rows);
        var known = withKnown ? all[..(rows / 3)] : [];
        Check(maker.Sources(all[known.Count..], "a.jsonl", "b.jsonl", "c.jsonl"), options, withKnown ? maker.Sources(known, "old.jsonl", "older.jsonl") : [], $"{planting}, seed {seed}");
    }

    /// <summary>Judges texts of one source, each the only field of its row.</summary>
    public static void Check(IEnumerable<string> texts, DedupOptions options)
        => Check([new DedupSource("in.jsonl", [.. texts.Select(static t => $"{{\"text\":{System.Text.Json.JsonSerializer.Serialize(t)}}}")])], options, [], "texts");

    /// <summary>Judges rows.</summary>
    public static void Check(IReadOnlyList<DedupSource> sources, DedupOptions options, IReadOnlyList<DedupSource> against, string about)
    {
        var expected = ReferenceDedup.Run(sources, options, against);
        foreach (var workers in Workers)
        {
            var found = DedupTrial.Run(sources, options, against, workers);
            found.Count.ShouldBe(expected.Count, $"{about}, {workers} workers");
            var differing = expected.Zip(found).Where(static pair => !pair.First.AgreesWith(pair.Second)).ToList();
            differing.ShouldBeEmpty($"{about}, {workers} workers: {differing.Count} of {expected.Count} rows differ.\n{string.Join('\n', differing.Take(Shown).Select(d => Describe(d, [.. sources, .. against])))}\n{options}");
        }
    }

    private static string Describe((RowFate Expected, RowFate Found) pair, IReadOnlyList<DedupSource> sources)
        => $"expected: {pair.Expected}\nfound:    {pair.Found}\n{string.Join('\n', Places(pair).Select(p => $"  {p.Source}#{p.Ordinal} {Row(p, sources)}"))}";

    private static IEnumerable<RowPlace> Places((RowFate Expected, RowFate Found) pair)
        => new RowPlace?[] { pair.Expected.Row, pair.Expected.Kept, pair.Found.Kept }.OfType<RowPlace>().Distinct();

    private static string Row(RowPlace place, IReadOnlyList<DedupSource> sources)
        => sources.FirstOrDefault(s => s.Name == place.Source)?.Rows.ElementAtOrDefault(place.Ordinal) ?? "(no such row)";
}
