using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Quern.Running;

/// <summary>
/// The counts of every row's fate, per step and per source. It closes when for each of them
/// in + made = out + dropped + quarantined + consumed; a run whose ledger does not close fails.
/// </summary>
internal sealed record Ledger
{
    /// <summary>Why rows are dropped that a source's <c>where</c> does not mean.</summary>
    public const string WhereReason = "where";

    /// <summary>Why rows are dropped that a step made from the last row that was needed.</summary>
    public const string OverTargetReason = "over-target";

    /// <summary>The steps in order; the first is <c>read</c>, which also checks the rows.</summary>
    public List<StepLedger> Steps { get; init; } = [];

    /// <summary>Non-finite numbers in the sources that became null.</summary>
    public long NonFinite { get; set; }

    /// <summary>Sources that broke off, with the reason.</summary>
    public SortedDictionary<string, string> ShortSources { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Where sources come from that are not files of the user's own.</summary>
    public SortedDictionary<string, SourceOrigin> Origins { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What steps promised of their result and could not keep, a sentence each.</summary>
    public List<string> Unmet { get; init; } = [];

    /// <summary>Whether no more rows were quarantined than tolerated; null where it is said elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Tolerated { get; set; }

    /// <summary>The files that a single verb wrote beside this ledger; a run folder has them in <c>stats.json</c>.</summary>
    public List<LedgerOutput> Outputs { get; init; } = [];

    /// <summary>Counts rows that were passed over at their source, because its <c>where</c> does not mean them.</summary>
    public void LeaveOut(string label, string source, long rows)
    {
        if (rows > 0)
        {
            var counts = Step(label).Of(source);
            counts.In += rows;
            counts.Dropped[WhereReason] = counts.Dropped.GetValueOrDefault(WhereReason) + rows;
        }
    }

    /// <summary>Notes what is known of the sources before a row was read: where they come from, and which cannot be had.</summary>
    public void Begin(IEnumerable<SourceSpec> sources)
    {
        foreach (var source in sources)
        {
            if (source.Origin is { } origin)
            {
                Origins[source.Name] = origin;
            }

            if (source.Lost is { } lost)
            {
                ShortSources[source.Name] = lost.Message;
            }
        }
    }

    /// <summary>Notes that a source broke off, beside what is noted of it already.</summary>
    public void NoteShort(string source, string reason)
        => ShortSources[source] = ShortSources.TryGetValue(source, out var before) && before != reason ? before + " " + reason : reason;

    /// <summary>The ledger of a step, added when it is not there yet.</summary>
    public StepLedger Step(string label)
    {
        var step = Steps.Find(s => s.Label == label);
        if (step is null)
        {
            Steps.Add(step = new StepLedger(label));
        }

        return step;
    }

    /// <summary>Adds another ledger, such as that of one shard.</summary>
    public void Add(Ledger other)
    {
        NonFinite += other.NonFinite;
        Unmet.AddRange(other.Unmet);
        foreach (var (source, reason) in other.ShortSources)
        {
            NoteShort(source, reason);
        }

        foreach (var step in other.Steps)
        {
            var own = Step(step.Label);
            own.Details ??= step.Details?.DeepClone().AsObject();
            foreach (var (source, counts) in step.Sources)
            {
                own.Of(source).Add(counts);
            }
        }
    }

    /// <summary>
    /// What keeps the ledger from closing: a step whose rows have no fate, or rows that vanished between two steps.
    /// Null when every row is accounted for.
    /// </summary>
    public string? OpenEnd()
    {
        for (var i = 0; i < Steps.Count; i++)
        {
            foreach (var (source, counts) in Steps[i].Sources)
            {
                if (!counts.Closes)
                {
                    return $"step {Steps[i].Label}, source {source}: {counts.In:N0} rows in and {counts.Made:N0} made, but "
                        + $"{counts.Out:N0} out, {counts.Consumed:N0} consumed, {counts.Dropped.Values.Sum():N0} dropped and "
                        + $"{counts.Quarantined.Values.Sum():N0} quarantined";
                }
            }

            if (i > 0 && Steps[i].Total.In != Steps[i - 1].Total.Out)
            {
                return $"{Steps[i - 1].Total.Out:N0} rows left step {Steps[i - 1].Label}, but {Steps[i].Total.In:N0} reached step {Steps[i].Label}";
            }
        }

        return null;
    }

    /// <summary>Rows read from all sources.</summary>
    public long Read => Steps.Count == 0 ? 0 : Steps[0].Total.In;

    /// <summary>Rows that came out of the last step.</summary>
    public long Kept => Steps.Count == 0 ? 0 : Steps[^1].Total.Out;

    /// <summary>Rows dropped by all steps.</summary>
    public long Dropped => Steps.Sum(static s => s.Total.Dropped.Values.Sum());

    /// <summary>Rows quarantined by all steps.</summary>
    public long Quarantined => Steps.Sum(static s => s.Total.Quarantined.Values.Sum());
}

/// <summary>A file that was written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Crc32c">CRC-32C of its bytes, as eight hexadecimal digits.</param>
internal sealed record LedgerOutput(string Name, long Rows, long Bytes, string Crc32c)
{
    /// <summary>The part of a split whose rows it holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Part { get; init; }
}

/// <summary>What one step did, per source.</summary>
/// <param name="Label">The step's label.</param>
internal sealed record StepLedger(string Label)
{
    /// <summary>Counts by source name.</summary>
    public SortedDictionary<string, RowCounts> Sources { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What the step found out beyond counts; absent for most.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Details { get; set; }

    /// <summary>The counts of a source, added when they are not there yet.</summary>
    public RowCounts Of(string source)
    {
        if (!Sources.TryGetValue(source, out var counts))
        {
            Sources[source] = counts = new RowCounts();
        }

        return counts;
    }

    /// <summary>Counts over all sources.</summary>
    public RowCounts Total => RowCounts.Sum(Sources.Values);
}

/// <summary>The fates of a number of rows.</summary>
internal sealed class RowCounts
{
    /// <summary>Rows that arrived.</summary>
    public long In { get; set; }

    /// <summary>Rows passed on.</summary>
    public long Out { get; set; }

    /// <summary>Rows that the step added to those that arrived.</summary>
    public long Made { get; set; }

    /// <summary>Rows that were read to make others from them.</summary>
    public long Consumed { get; set; }

    /// <summary>Rows removed by a rule, by reason.</summary>
    public SortedDictionary<string, long> Dropped { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Rows that could not be processed, by reason.</summary>
    public SortedDictionary<string, long> Quarantined { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What the step counted beside rows' fates, by its own words.</summary>
    public SortedDictionary<string, long> Counted { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Rows dropped and quarantined.</summary>
    [JsonIgnore]
    public long Rejected => Dropped.Values.Sum() + Quarantined.Values.Sum();

    /// <summary>Whether every row has a fate.</summary>
    public bool Closes => In + Made == Out + Consumed + Dropped.Values.Sum() + Quarantined.Values.Sum();

    /// <summary>Whether nothing was counted at all.</summary>
    [JsonIgnore]
    public bool IsEmpty => In == 0 && Out == 0 && Made == 0 && Consumed == 0 && Dropped.Count == 0 && Quarantined.Count == 0;

    /// <summary>Adds other counts to these.</summary>
    public void Add(RowCounts other)
    {
        In += other.In;
        Out += other.Out;
        Made += other.Made;
        Consumed += other.Consumed;
        AddReasons(Dropped, other.Dropped);
        AddReasons(Quarantined, other.Quarantined);
        AddReasons(Counted, other.Counted);
    }

    /// <summary>Adds to what the step counted beside rows' fates.</summary>
    public void Count(string what, long count) => Counted[what] = Counted.GetValueOrDefault(what) + count;

    /// <summary>The sum of several counts.</summary>
    public static RowCounts Sum(IEnumerable<RowCounts> counts)
    {
        var sum = new RowCounts();
        foreach (var c in counts)
        {
            sum.Add(c);
        }

        return sum;
    }

    private static void AddReasons(SortedDictionary<string, long> to, SortedDictionary<string, long> from)
    {
        foreach (var (reason, count) in from)
        {
            to[reason] = to.GetValueOrDefault(reason) + count;
        }
    }
}
