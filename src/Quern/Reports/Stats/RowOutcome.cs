using System.Text.Json.Serialization;
using Quern.Reports.Plans;
using Quern.Running;

namespace Quern.Reports.Stats;

/// <summary>What became of the rows that a run read, by its ledger: how many could be used, and how many passed its rules.</summary>
/// <param name="BySource">Every source.</param>
/// <param name="BySchema">Every schema of plans, where plans were made.</param>
/// <param name="Warnings">What is not as it should be, a sentence each.</param>
internal sealed record RowOutcome(IReadOnlyList<SourceOutcome> BySource, IReadOnlyList<SchemaPlans> BySchema, IReadOnlyList<string> Warnings)
{
    private const double LeastSuccess = 0.95;
    private const double LeastPassing = 0.80;

    // Rows that nobody found wanting: others were drawn.
    private static readonly string[] NotByRule = ["not-drawn", "not-sampled", Ledger.OverTargetReason];

    /// <summary>The outcome of a run.</summary>
    public static RowOutcome Of(Ledger ledger)
    {
        var plans = PlanLedger.Of(ledger);
        var names = ledger.Steps.SelectMany(static s => s.Sources.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        List<SourceOutcome> sources = [.. names.Select(name => Of(name, ledger, plans))];
        sources.Add(new SourceOutcome("all", sources.Sum(static s => s.Read), sources.Sum(static s => s.Usable), sources.Sum(static s => s.Passed), sources.Sum(static s => s.Kept)));
        return new RowOutcome(sources, plans.Schemas([]), [.. Warn(sources[^1]).Concat(sources.SkipLast(1).SelectMany(Warn)).Distinct(StringComparer.Ordinal)]);
    }

    // Where plans are made, a row can be used when it became a plan, and passes when the plan is good. Elsewhere it can be
    // used when it was not set aside, and passes when no rule dropped it.
    private static SourceOutcome Of(string source, Ledger ledger, PlanLedger plans)
    {
        var counts = plans.CountsOf(source);
        if (plans.MakesPlans)
        {
            return new SourceOutcome(source, counts.Read, counts.Made, counts.Passed, counts.Kept);
        }

        var quarantined = ledger.Steps.Sum(s => s.Sources.GetValueOrDefault(source)?.Quarantined.Values.Sum() ?? 0);
        var chosen = ledger.Steps.Sum(s => s.Sources.GetValueOrDefault(source)?.Dropped.Where(static d => NotByRule.Contains(d.Key)).Sum(static d => d.Value) ?? 0);
        return new SourceOutcome(source, counts.Read, counts.Read - quarantined, counts.Kept + chosen, counts.Kept);
    }

    private static IEnumerable<string> Warn(SourceOutcome source)
    {
        if (source.SuccessRate < LeastSuccess)
        {
            yield return $"{source.Source}: {Per.Cent(source.SuccessRate)} of the rows read could be used; more than {Per.Cent(LeastSuccess)} are expected. The reasons stand in the rejects";
        }

        if (source.PassRate < LeastPassing)
        {
            yield return $"{source.Source}: {Per.Cent(source.PassRate)} of the usable rows passed the rules; more than {Per.Cent(LeastPassing)} are expected";
        }
    }
}

/// <summary>What became of the rows of a source.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Read">Rows read.</param>
/// <param name="Usable">Rows that could be used.</param>
/// <param name="Passed">Rows that passed the rules of quality.</param>
/// <param name="Kept">Rows in the output.</param>
internal sealed record SourceOutcome(string Source, long Read, long Usable, long Passed, long Kept)
{
    /// <summary>Rows that could be used, of those read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SuccessRate => Per.Of(Usable, Read);

    /// <summary>Rows that passed, of those that could be used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PassRate => Per.Of(Math.Min(Passed, Usable), Usable);
}
