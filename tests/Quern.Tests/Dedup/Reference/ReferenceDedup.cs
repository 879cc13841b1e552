using Quern.Dedup;

namespace Quern.Tests.Dedup.Reference;

/// <summary>
/// Deduplication as it is meant, by plain strings and by comparing every row with every other: slow, and short enough to
/// be seen to be right. It knows no minhash, and expects rows that are valid.
/// </summary>
internal sealed class ReferenceDedup
{
    private const double Allowance = 1e-9;

    private readonly DedupOptions _options;
    private readonly List<ReferenceRow> _rows = [];
    private readonly List<ReferenceRow> _ranked;
    private readonly Dictionary<ReferenceRow, int> _ranks = new(ReferenceEqualityComparer.Instance);

    private ReferenceDedup(IReadOnlyList<DedupSource> sources, DedupOptions options, IReadOnlyList<DedupSource> against)
    {
        _options = options;
        Read(against, isKnown: true);
        Read(sources, isKnown: false);
        _ranked = [.. Ranked()];
        foreach (var row in _ranked)
        {
            _ranks[row] = _ranks.Count;
        }
    }

    /// <summary>What becomes of each row of the sources, in their order.</summary>
    /// <param name="sources">What is deduplicated.</param>
    /// <param name="options">What is a duplicate.</param>
    /// <param name="against">Rows that are there already; the options' own list of files is not looked at.</param>
    public static IReadOnlyList<RowFate> Run(IReadOnlyList<DedupSource> sources, DedupOptions options, IReadOnlyList<DedupSource> against)
    {
        var dedup = new ReferenceDedup(sources, options, against);
        var kept = options.Linkage == Linkage.Star ? dedup.Star() : dedup.Connected();
        return [.. dedup._rows.Where(static r => !r.IsKnown).Select(r => dedup.Fate(r, kept[r.Number]))];
    }

    private void Read(IReadOnlyList<DedupSource> sources, bool isKnown)
    {
        foreach (var source in sources)
        {
            _rows.AddRange(source.Rows.Select((json, i) => ReferenceRow.Read(json, _options, new RowPlace(source.Name, i), _rows.Count + i, isKnown)).ToList());
        }
    }

    // Rows that are there already have no preference among themselves: an index of them knows nothing but their order.
    private IEnumerable<ReferenceRow> Ranked()
        => _rows.Where(static r => r.IsKnown).Concat(_rows.Where(static r => !r.IsKnown)
            .OrderBy(r => Preference(r.Place.Source)).ThenByDescending(Merit).ThenBy(static r => r.Number));

    private int Preference(string source)
        => _options.Prefer?.ToList().IndexOf(source) is >= 0 and var place ? place : int.MaxValue;

    private double Merit(ReferenceRow row) => _options.Keep switch
    {
        "first" => 0,
        "longest" => row.Length,
        _ => row.Score,
    };

    // Of each row the one that is kept in its place: itself, for a kept one.
    private ReferenceRow[] Star()
    {
        var keptFor = _rows.ToArray();
        var kept = new List<ReferenceRow>();
        foreach (var row in _ranked)
        {
            if (!row.IsKnown && FirstEqual(row) is { } equal)
            {
                keptFor[row.Number] = keptFor[equal.Number];
                continue;
            }

            var similar = row.IsKnown ? null : kept.Where(k => AreDuplicates(k, row)).OrderByDescending(k => Similarity(k, row)).ThenBy(k => _ranks[k]).FirstOrDefault();
            if (similar is null)
            {
                kept.Add(row);
            }
            else
            {
                keptFor[row.Number] = similar;
            }
        }

        return keptFor;
    }

    private ReferenceRow[] Connected()
    {
        var keptFor = _rows.ToArray();
        var seen = new HashSet<int>();
        foreach (var best in _ranked)
        {
            foreach (var row in ReachedFrom(best, seen).Where(static r => !r.IsKnown))
            {
                keptFor[row.Number] = best;
            }
        }

        foreach (var row in _ranked.Where(static r => !r.IsKnown))
        {
            keptFor[row.Number] = FirstEqual(row) is { } equal ? keptFor[equal.Number] : keptFor[row.Number];
        }

        return keptFor;
    }

    // Rows with the same words share one fate: that of the best one among them. Null for the best one itself.
    private ReferenceRow? FirstEqual(ReferenceRow row)
        => row.HasText && _ranked.First(r => r.HasText && r.HasWordsOf(row)) is var first && first.Number != row.Number ? first : null;

    // All of a cluster that no row of a better rank has taken, the row itself among them. Chains run over the best one of
    // rows with the same words: where that is known, so is what it stands for, and known rows are not compared.
    private List<ReferenceRow> ReachedFrom(ReferenceRow first, HashSet<int> seen)
    {
        var reached = new List<ReferenceRow>();
        if (seen.Add(first.Number))
        {
            reached.Add(first);
        }

        for (var i = 0; i < reached.Count; i++)
        {
            reached.AddRange(_rows.Where(r => !seen.Contains(r.Number) && FirstEqual(r) is null && AreDuplicates(reached[i], r)).ToList());
            seen.UnionWith(reached.Select(static r => r.Number));
        }

        return reached;
    }

    private bool AreDuplicates(ReferenceRow a, ReferenceRow b)
    {
        if (!a.HasText || !b.HasText || (a.IsKnown && b.IsKnown))
        {
            return false;
        }

        var (both, either) = ReferenceWords.Compare(a.Shingles, b.Shingles);
        return _options.Exact ? a.HasWordsOf(b) : both >= (_options.Threshold * either) - Allowance;
    }

    private static double Similarity(ReferenceRow a, ReferenceRow b)
    {
        var (both, either) = ReferenceWords.Compare(a.Shingles, b.Shingles);
        return (double)both / either;
    }

    private RowFate Fate(ReferenceRow row, ReferenceRow kept)
    {
        if (kept.Number == row.Number)
        {
            return new RowFate(row.Place);
        }

        var reason = row.HasWordsOf(kept) ? "duplicate" : "near-duplicate";
        return new RowFate(row.Place, kept.IsKnown ? $"known-{reason}" : reason, kept.Place, Similarity(row, kept));
    }
}
