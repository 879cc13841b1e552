using Quern.Running;

namespace Quern.Reports.Plans;

/// <summary>
/// What a build made of its sources, read off the ledger: per source and per schema what was read, made and kept, why the
/// rest was not, and whether that is as it should be. The ledger's own members come with it, for whoever reads those.
/// </summary>
internal sealed record PlanStats
{
    private const double LeastSuccess = 0.95;
    private const double LeastPassing = 0.80;

    /// <summary>The name of the composition.</summary>
    public required string Name { get; init; }

    /// <summary>Rows wanted.</summary>
    public required long Wanted { get; init; }

    /// <summary>Rows in the output.</summary>
    public required long Got { get; init; }

    /// <summary>All sources together.</summary>
    public required PlanCounts Total { get; init; }

    /// <summary>Every source, in the order of the composition.</summary>
    public required IReadOnlyList<SourcePlans> BySource { get; init; }

    /// <summary>Every schema that occurs.</summary>
    public required IReadOnlyList<SchemaPlans> BySchema { get; init; }

    /// <summary>The labels of the plans made.</summary>
    public required IReadOnlyList<LabelledPlans> Labels { get; init; }

    /// <summary>What is not as it should be, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The steps of the ledger.</summary>
    public required IReadOnlyList<StepLedger> Steps { get; init; }

    /// <summary>Non-finite numbers in the sources that became null.</summary>
    public required long NonFinite { get; init; }

    /// <summary>Sources that broke off, with the reason.</summary>
    public required IReadOnlyDictionary<string, string> ShortSources { get; init; }

    /// <summary>Where sources come from that are not files of the user's own.</summary>
    public required IReadOnlyDictionary<string, SourceOrigin> Origins { get; init; }

    /// <summary>The files written beside these statistics.</summary>
    public required IReadOnlyList<LedgerOutput> Outputs { get; init; }

    /// <summary>The statistics of a run.</summary>
    public static PlanStats Of(RunSpec spec, Ledger ledger, IReadOnlyList<SchemaShare> shares)
    {
        var steps = PlanLedger.Of(ledger);
        var wanted = ExpectedRows.Of(spec, new long?[spec.Sources.Count]).Wanted;
        var sources = spec.Sources.Select((s, i) => new SourcePlans(s.Name, wanted[i], steps.CountsOf(s.Name), ledger.ShortSources.GetValueOrDefault(s.Name))).ToList();
        var schemas = steps.Schemas(shares);
        var total = steps.CountsOf(null);
        return new PlanStats
        {
            Name = spec.Name,
            Outputs = ledger.Outputs,
            Wanted = spec.Target ?? 0,
            Got = ledger.Kept,
            Total = total,
            BySource = sources,
            BySchema = schemas,
            Labels = steps.Labels(),
            Warnings = [.. Warn(total, schemas, steps.UnreadLabels)],
            Steps = ledger.Steps,
            NonFinite = ledger.NonFinite,
            ShortSources = ledger.ShortSources,
            Origins = ledger.Origins,
        };
    }

    private static IEnumerable<string> Warn(PlanCounts total, IReadOnlyList<SchemaPlans> schemas, long unreadLabels)
    {
        if (total.SuccessRate < LeastSuccess)
        {
            yield return $"{Per.Cent(total.SuccessRate)} of the rows read became a plan; more than {Per.Cent(LeastSuccess)} are expected. The reasons stand under quarantined";
        }

        if (total.PassRate < LeastPassing)
        {
            yield return $"{Per.Cent(total.PassRate)} of the plans pass the checks of their quality; more than {Per.Cent(LeastPassing)} are expected";
        }

        if (unreadLabels > 0)
        {
            yield return $"{unreadLabels:N0} labels of the sources are no words that are known; their plans count as benign, and keep them under source_label";
        }

        foreach (var schema in schemas.Where(static s => s.IsOutside))
        {
            yield return $"{Per.Cent(schema.Share)} of the plans are of schema {schema.Schema}; the composition expects {schema.Least:0.#} to {schema.Most:0.#} %";
        }
    }
}

/// <summary>What became of rows.</summary>
/// <param name="Read">Rows read; those that a <c>where</c> left out do not count.</param>
/// <param name="Made">Plans made of them.</param>
/// <param name="Passed">Plans that passed the checks of their quality.</param>
/// <param name="Kept">Plans in the output.</param>
/// <param name="Dropped">Rows and plans that a rule removed, by reason.</param>
/// <param name="Quarantined">Rows that could not be made a plan, by reason.</param>
/// <param name="Failed">Plans that would have been dropped and were kept, by reason.</param>
/// <param name="Schemas">Plans made, by schema.</param>
internal sealed record PlanCounts(
    long Read,
    long Made,
    long Passed,
    long Kept,
    IReadOnlyDictionary<string, long> Dropped,
    IReadOnlyDictionary<string, long> Quarantined,
    IReadOnlyDictionary<string, long> Failed,
    IReadOnlyDictionary<string, long> Schemas)
{
    /// <summary>Plans kept of the rows read.</summary>
    public double? Acceptance => Per.Of(Kept, Read);

    /// <summary>Plans made of the rows read.</summary>
    public double? SuccessRate => Per.Of(Made, Read);

    /// <summary>Plans that passed of those made.</summary>
    public double? PassRate => Per.Of(Passed, Made);
}

/// <summary>What became of a source.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Wanted">Its share of the target; 0 when it only fills.</param>
/// <param name="Counts">What became of its rows.</param>
/// <param name="Short">Why it could not be read to its end; null when it could.</param>
internal sealed record SourcePlans(string Source, long Wanted, PlanCounts Counts, string? Short)
{
    /// <summary>Plans that are missing of its share.</summary>
    public long Missing => Math.Max(0, Wanted - Counts.Kept);
}

/// <summary>The plans of a schema.</summary>
/// <param name="Schema">Its name; <c>unknown</c> for rows that have no known shape.</param>
/// <param name="Read">Rows that are or would have been of it.</param>
/// <param name="Made">Plans made.</param>
/// <param name="Passed">Plans that passed the checks of their quality.</param>
/// <param name="Kept">Plans in the output.</param>
/// <param name="Rejected">Plans that did not pass, by reason; dropped, or kept and counted.</param>
/// <param name="Least">The smallest share that is expected, in per cent; null when none is.</param>
/// <param name="Most">The largest.</param>
internal sealed record SchemaPlans(string Schema, long Read, long Made, long Passed, long Kept, IReadOnlyDictionary<string, long> Rejected, double? Least, double? Most)
{
    /// <summary>Its share of all plans in the output.</summary>
    public double? Share { get; init; }

    /// <summary>Plans kept of the rows read.</summary>
    public double? Acceptance => Per.Of(Kept, Read);

    /// <summary>Plans made of the rows read.</summary>
    public double? SuccessRate => Per.Of(Made, Read);

    /// <summary>Plans that passed of those made.</summary>
    public double? PassRate => Per.Of(Passed, Made);

    /// <summary>Whether the share is not as expected.</summary>
    public bool IsOutside => Share is { } share && (share * 100 < Least || share * 100 > Most);
}

/// <summary>The plans with a label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Plans">How many.</param>
/// <param name="Share">Their share of all.</param>
internal sealed record LabelledPlans(string Label, long Plans, double? Share);
