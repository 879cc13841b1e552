using Quern.Running;

namespace Quern.Reports.Plans;

/// <summary>Reads plans off a ledger: which of its steps makes plans, which judges them, and what both counted.</summary>
internal sealed class PlanLedger
{
    private const string MakingStep = "to-plan";
    private const string JudgingStep = "plan-quality";
    private const string Schema = "schema:";
    private const string Passed = "passed:";
    private const string Failed = "failed:";
    private const string Label = "label:";

    private readonly Ledger _ledger;
    private readonly StepLedger? _making;
    private readonly StepLedger? _judging;

    private PlanLedger(Ledger ledger)
    {
        _ledger = ledger;
        _making = ledger.Steps.Find(static s => s.Label == MakingStep);
        _judging = ledger.Steps.Find(static s => s.Label == JudgingStep);
    }

    /// <summary>What is in a ledger.</summary>
    public static PlanLedger Of(Ledger ledger) => new(ledger);

    /// <summary>The counts of a source, or of all for null.</summary>
    public PlanCounts CountsOf(string? source)
    {
        var read = Of(_ledger.Steps.FirstOrDefault(), source);
        var making = Of(_making, source);
        var judging = Of(_judging, source);
        var kept = Of(_ledger.Steps.LastOrDefault(), source).Out;
        var made = _making is null ? kept : making.Out;
        return new PlanCounts(
            read.In - read.Dropped.GetValueOrDefault(Ledger.WhereReason),
            made,
            _judging is null ? made : Counted(judging, Passed).Values.Sum(),
            kept,
            Reasons(source, static c => c.Dropped),
            Reasons(source, static c => c.Quarantined),
            Counted(judging, Failed),
            Counted(making, Schema));
    }

    /// <summary>Every schema that occurs, or is expected.</summary>
    public IReadOnlyList<SchemaPlans> Schemas(IReadOnlyList<SchemaShare> shares)
    {
        var made = Counted(Of(_making, null), Schema);
        var judged = Of(_judging, null);
        var passed = _judging is null ? made : Counted(judged, Passed);
        // Where nothing was dropped, what failed was kept and counted.
        var kept = _judging is null ? made : judged.Dropped.Count == 0 ? Counted(judged, Schema) : passed;
        var all = kept.Values.Sum();
        return [.. made.Keys.Union(kept.Keys).Union(shares.Select(static s => s.Schema)).Order(StringComparer.Ordinal).Select(name =>
        {
            var share = shares.FirstOrDefault(s => s.Schema == name);
            return new SchemaPlans(
                name, made.GetValueOrDefault(name), passed.GetValueOrDefault(name), kept.GetValueOrDefault(name), Per.Of(kept.GetValueOrDefault(name), all), share?.Least, share?.Most);
        })];
    }

    /// <summary>The labels of the plans made.</summary>
    public IReadOnlyList<LabelledPlans> Labels()
    {
        var labels = Counted(Of(_making, null), Label);
        var all = labels.Values.Sum();
        return [.. labels.Select(l => new LabelledPlans(l.Key, l.Value, Per.Of(l.Value, all)))];
    }

    private static RowCounts Of(StepLedger? step, string? source)
        => step is null ? new RowCounts() : source is null ? step.Total : step.Sources.GetValueOrDefault(source) ?? new RowCounts();

    private static SortedDictionary<string, long> Counted(RowCounts counts, string prefix)
    {
        var found = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (what, count) in counts.Counted.Where(c => c.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            found[what[prefix.Length..]] = count;
        }

        return found;
    }

    private SortedDictionary<string, long> Reasons(string? source, Func<RowCounts, SortedDictionary<string, long>> kind)
    {
        var reasons = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in _ledger.Steps.SelectMany(s => kind(Of(s, source))).Where(static r => r.Key != Ledger.WhereReason))
        {
            reasons[reason] = reasons.GetValueOrDefault(reason) + count;
        }

        return reasons;
    }
}
