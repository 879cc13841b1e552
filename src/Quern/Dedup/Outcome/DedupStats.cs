using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quern.Dedup.Outcome;

/// <summary>What deduplication found, in numbers.</summary>
internal sealed record DedupStats
{
    private const int Largest = 20;

    private static readonly JsonSerializerOptions Layout = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>How duplicates were looked for.</summary>
    public required string Method { get; init; }

    /// <summary>What that promises.</summary>
    public required string Guarantee { get; init; }

    /// <summary>The least Jaccard index of duplicates.</summary>
    public required double Threshold { get; init; }

    /// <summary>Rows that were compared.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that were there already.</summary>
    public required long KnownRows { get; init; }

    /// <summary>Rows without any text: kept, and never compared.</summary>
    public required long NoText { get; init; }

    /// <summary>Removed rows by reason.</summary>
    public SortedDictionary<string, long> Removed { get; } = new(StringComparer.Ordinal);

    /// <summary>Removed rows by their source and that of the kept row.</summary>
    public SortedDictionary<string, SortedDictionary<string, long>> RemovedFromFor { get; } = new(StringComparer.Ordinal);

    /// <summary>How many clusters have how many rows.</summary>
    public SortedDictionary<int, long> ClusterSizes { get; } = [];

    /// <summary>Removed rows by similarity, in steps of a hundredth: the lower end of the step, and rows.</summary>
    public SortedDictionary<string, long> Similarities { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows whose similarity was not measured.</summary>
    public long Unmeasured { get; private set; }

    /// <summary>The largest clusters.</summary>
    public IReadOnlyList<LargeCluster> LargestClusters { get; private set; } = [];

    /// <summary>Postings made, pairs compared, and portions that went to disk.</summary>
    public required long Postings { get; init; }

    /// <summary>Pairs compared.</summary>
    public required long Pairs { get; init; }

    /// <summary>Portions of postings that went to disk.</summary>
    public required int PartsOnDisk { get; init; }

    /// <summary>Bytes of memory a row: what is remembered of every row, and its postings.</summary>
    public required double BytesPerRow { get; init; }

    /// <summary>Seconds by stage.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; set; } = new Dictionary<string, double>();

    /// <summary>The numbers of what was decided.</summary>
    public static DedupStats Of(DedupOptions options, Deduplication from, DecidedRows rows, IReadOnlyList<string> sources)
    {
        var table = rows.Table;
        var stats = new DedupStats
        {
            Method = options.Exact ? "exact" : options.Method == DedupMethod.Join ? "join" : options.NoVerify ? "minhash, not verified" : "minhash, verified",
            Guarantee = DedupGuarantee.Of(options),
            Threshold = options.Threshold,
            Rows = table.Count - table.Known,
            KnownRows = table.Known,
            NoText = Enumerable.Range(table.Known, table.Count - table.Known).LongCount(row => table[row].Shingles == 0),
            Postings = from.Postings,
            Pairs = from.Pairs,
            PartsOnDisk = from.Parts,
            BytesPerRow = Math.Round(Deduplication.FixedBytesPerRow + ((double)from.Postings * sizeof(ulong) / Math.Max(table.Count, 1)), 1),
        };
        stats.Add(rows, sources);
        return stats;
    }

    /// <summary>The numbers as JSON.</summary>
    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, Layout)!.AsObject();

    private void Add(DecidedRows rows, IReadOnlyList<string> sources)
    {
        var removed = new RemovedRow(rows);
        for (var row = rows.Table.Known; row < rows.Table.Count; row++)
        {
            if (!rows.Verdicts.IsKept(row))
            {
                AddRemoved(rows, row, removed.ReasonOf(row), sources);
            }
        }

        var sizes = rows.ClusterSizes();
        foreach (var size in sizes.Where(static s => s > 1))
        {
            ClusterSizes[size] = ClusterSizes.GetValueOrDefault(size) + 1;
        }

        LargestClusters = [.. DecidedRows.Largest(sizes, Largest).Select(row => new LargeCluster(JsonNode.Parse("{" + Encoding.UTF8.GetString(rows.Names.NameOf(row)) + "}")!, sizes[row]))];
    }

    private void AddRemoved(DecidedRows rows, int row, string reason, IReadOnlyList<string> sources)
    {
        Removed[reason] = Removed.GetValueOrDefault(reason) + 1;
        var kept = rows.Verdicts.KeptBy(row);
        var source = sources[rows.Names.PlaceOf(row).Source];
        var keptSource = kept < rows.Table.Known ? rows.Table.Files[rows.Table.FileOf(kept)].Name : sources[rows.Names.PlaceOf(kept).Source];
        if (!RemovedFromFor.TryGetValue(source, out var pairs))
        {
            RemovedFromFor[source] = pairs = new(StringComparer.Ordinal);
        }

        pairs[keptSource] = pairs.GetValueOrDefault(keptSource) + 1;
        if (double.IsNaN(rows.Verdicts.Similarity(row)))
        {
            Unmeasured++;
            return;
        }

        var step = (Math.Floor((rows.Verdicts.Similarity(row) * 100) + 1e-9) / 100).ToString("0.00", CultureInfo.InvariantCulture);
        Similarities[step] = Similarities.GetValueOrDefault(step) + 1;
    }
}

/// <summary>A cluster of many rows.</summary>
/// <param name="Kept">The row that is kept.</param>
/// <param name="Rows">How many rows, with the kept one.</param>
internal sealed record LargeCluster(JsonNode Kept, int Rows);
