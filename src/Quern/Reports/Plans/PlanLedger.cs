using Quern.Plans;
using Quern.Running;

namespace Quern.Reports.Plans;

/// <summary>Reads plans off a ledger: which of its steps makes plans, which judges them, and what both counted.</summary>
internal sealed class PlanLedger
{
    private const string Schema = "schema:";
    private const string Rejected = "rejected:";
    private const string Unmade = "unmade:";
    private const string Label = "label:";

    private readonly Ledger _ledger;
    private readonly StepLedger? _making;
    private readonly StepLedger? _judging;

    private PlanLedger(Ledger ledger)
    {
        _ledger = ledger;
        _making = ledger.Steps.Find(static s => s.Label == PlanSteps.Making);
        _judging = ledger.Steps.Find(static s => s.Label == PlanSteps.Judging);
    }

    /// <summary>What is in a ledger.</summary>
    public static PlanLedger Of(Ledger ledger) => new(ledger);

    /// <summary>Whether a step of the ledger makes plans.</summary>
    public bool MakesPlans => _making is not null;

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
            _judging is null ? made : Counted(judging, Schema).Values.Sum() - Counted(judging, Rejected).Values.Sum(),
            kept,
            Reasons(source, static c => c.Dropped),
            Reasons(source, static c => c.Quarantined),
            judging.Dropped.Count > 0 ? [] : ByReason(judging, schema: null),
            Counted(making, Schema));
    }

    /// <summary>Every schema that occurs, or is expected.</summary>
    public IReadOnlyList<SchemaPlans> Schemas(IReadOnlyList<SchemaShare> shares)
    {
        var judged = Of(_judging, null);
        var made = Counted(_making is null ? judged : Of(_making, null), Schema);
        var unmade = Counted(Of(_making, null), Unmade);
        var names = made.Keys.Union(unmade.Keys).Union(shares.Select(static s => s.Schema)).Order(StringComparer.Ordinal);
        var plans = names.Select(name =>
        {
            var rejected = ByReason(judged, name);
            var (plansMade, passed) = (made.GetValueOrDefault(name), made.GetValueOrDefault(name) - rejected.Values.Sum());
            var share = shares.FirstOrDefault(s => s.Schema == name);

            // Where nothing was dropped, what failed was kept and counted.
            return new SchemaPlans(name, plansMade + unmade.GetValueOrDefault(name), plansMade, passed, judged.Dropped.Count > 0 ? passed : plansMade, rejected, share?.Least, share?.Most);
        }).ToList();
        var all = plans.Sum(static p => p.Kept);
        return [.. plans.Select(p => p with { Share = Per.Of(p.Kept, all) })];
    }

    /// <summary>The labels of the plans made.</summary>
    public IReadOnlyList<LabelledPlans> Labels()
    {
        var labels = Counted(Of(_making, null), Label);
        var all = labels.Values.Sum();
        return [.. labels.Select(l => new LabelledPlans(l.Key, l.Value, Per.Of(l.Value, all)))];
    }

    /// <summary>Plans whose source has a label that nobody here understands.</summary>
    public long UnreadLabels => Of(_making, null).Counted.GetValueOrDefault("unread-label");

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

    // What plan-quality rejects, of one schema or of all; dropped or not.
    private static SortedDictionary<string, long> ByReason(RowCounts judging, string? schema)
    {
        var reasons = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (what, count) in Counted(judging, Rejected))
        {
            var colon = what.IndexOf(':', StringComparison.Ordinal);
            if (schema is null || what[..colon] == schema)
            {
                reasons[what[(colon + 1)..]] = reasons.GetValueOrDefault(what[(colon + 1)..]) + count;
            }
        }

        return reasons;
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
