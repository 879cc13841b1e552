using Quern.Dedup.Clusters;
using Quern.Dedup.Pairs;
using Quern.Dedup.Reading;
using Quern.Dedup.Sketches;
using Quern.Running;

namespace Quern.Dedup;

/// <summary>
/// Finds duplicates in four stages: sketch every row, search pairs that may be similar, compare these by their whole sets,
/// decide which rows of a cluster are kept. What it knows at the end can be decided again for a higher threshold.
/// </summary>
internal sealed class Deduplication : IDisposable
{
    /// <summary>What is remembered of every row, whatever it holds: its entry, its rank, which row stands for it, its verdict, the portion it is compared in, the size of its cluster.</summary>
    public const int FixedBytesPerRow = 32 + 4 + 4 + 12 + 8 + 4;

    private readonly DedupOptions _options;
    private readonly long _setMemory;
    private readonly Threshold _threshold;
    private readonly Cores _cores;
    private readonly StageTimes _times;
    private readonly SketchStage _sketches;
    private readonly PairComparison _comparison;
    private readonly Ranks _ranks;
    private readonly EqualRows _equal;
    private readonly IReadOnlyList<SharedList> _lists;
    private readonly IReadOnlyList<Edge> _edges;

    /// <summary>Does the stages up to the comparison.</summary>
    /// <param name="options">What is a duplicate.</param>
    /// <param name="threshold">The lowest threshold that will be decided for.</param>
    /// <param name="files">The rows; known ones come first.</param>
    /// <param name="sources">Names of the sources of rows that are compared.</param>
    /// <param name="settings">How it is carried out.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Stops the work.</param>
    public Deduplication(
        DedupOptions options, double threshold, IReadOnlyList<RowFile> files, IReadOnlyList<string> sources, DedupSettings settings, RunProgress progress, CancellationToken cancel)
    {
        (_options, _threshold, _cores, _times) = (options, new Threshold(threshold), new Cores(settings.Workers, cancel), new StageTimes(progress));
        var preference = Preference(sources);
        _sketches = _times.Measure("reading rows", files.Sum(static f => f.Bytes), () =>
        {
            var stage = new SketchStage(options, threshold, files, settings, progress);
            stage.Run(cancel);
            return stage;
        });
        Names = new RowNames(Table, sources);
        (_ranks, _equal) = _times.Measure("grouping equal rows", 0, () =>
        {
            var ranks = Ranks.Of(Table, preference, row => Names.PlaceOf(row).Source);
            return (ranks, EqualRows.Find(Table, ranks));
        });
        Postings = _sketches.PostingCount;
        Parts = _sketches.Parts;
        var search = new PairSearch(Table, _equal, Filter(_threshold));
        var pairs = _times.Measure("searching pairs", 0, () => options.Exact ? [] : search.Find(_sketches.Postings, _cores));
        (_lists, Pairs) = (search.Lists.Lists, pairs.Length);
        _sketches.Dispose();
        GiveBack();
        _setMemory = settings.SetMemory(Table.Count, pairs.Length);
        _comparison = new PairComparison(Table, options, _threshold, _setMemory, _cores);
        _edges = _times.Measure("comparing pairs", 0, () => _comparison.Compare(pairs));
        GiveBack();
    }

    /// <summary>The rows.</summary>
    public RowTable Table => _sketches.Table;

    /// <summary>Names them.</summary>
    public RowNames Names { get; }

    /// <summary>Fields to compare that no row has.</summary>
    public IReadOnlyList<string> FieldsNowhere => _sketches.FieldsNowhere;

    /// <summary>How many postings were made.</summary>
    public long Postings { get; }

    /// <summary>How many portions of postings lay on disk.</summary>
    public int Parts { get; }

    /// <summary>How many pairs were compared.</summary>
    public long Pairs { get; }

    /// <summary>How long each stage took.</summary>
    public StageTimes Times => _times;

    /// <summary>Decides about every row.</summary>
    /// <param name="threshold">From which similarity on rows are duplicates; not below the lowest.</param>
    public Verdicts Decide(double threshold) => _times.Measure("deciding", 0, () =>
    {
        var limit = new Threshold(threshold);
        using var sets = new SetCache(Table, _comparison, _setMemory / 2);
        var from = new Clustering(
            Table,
            _ranks,
            _equal,
            threshold > _threshold.Value ? [.. _edges.Where(e => !(e.Similarity < threshold - 1e-9))] : _edges,
            _lists,
            Filter(_threshold),
            () => SetTest.Of(_options, limit),
            sets,
            _cores);
        return _options.Linkage == Linkage.Connected || _options.NoVerify
            ? ConnectedClusters.Of(from, _options.NoVerify ? null : Measure)
            : StarClusters.Of(from);
    });

    /// <summary>Writes an index of the rows that are kept.</summary>
    public void SaveIndex(string path, Verdicts verdicts, bool force) => _times.Measure("saving the index", 0, () =>
    {
        const int Portion = 1 << 14;
        using var writer = SavedIndex.Write(path, _options, force);
        var kept = Enumerable.Range(0, verdicts.Count).Where(row => verdicts.IsKept(row) && Table[row].Shingles > 0);
        foreach (var rows in kept.Chunk(Portion))
        {
            using var sets = _comparison.Load(rows);
            for (var i = 0; i < rows.Length; i++)
            {
                writer.Add(sets[i], Table[rows[i]].Print, Names.NameOf(rows[i]));
            }
        }

        writer.Complete();
        return true;
    });

    public void Dispose()
    {
        _comparison.Dispose();
        Names.Dispose();
    }

    // Where memory is short, what the stages before left is not kept for objects to come: sets lie outside the heap.
    private void GiveBack()
    {
        if (Parts > 0)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private List<Edge> Measure(ulong[] pairs)
    {
        using var all = new PairComparison(Table, _options, new Threshold(0), _setMemory, _cores);
        return all.Compare(pairs);
    }

    private PairFilter Filter(Threshold threshold) => new(threshold, _options.Method == DedupMethod.Join) { TakesFirstOnly = _options.NoVerify };

    private int[]? Preference(IReadOnlyList<string> sources)
        => _options.Prefer is { } prefer ? [.. sources.Select(s => prefer.ToList().IndexOf(s) is >= 0 and var place ? place : prefer.Count)] : null;
}
