using System.Globalization;
using System.Text.Json.Nodes;
using Quern.Pages.Model;
using Quern.Recipes;
using Quern.Reports;
using Quern.Reports.Plans;
using Quern.Running;
using Quern.Steps;

namespace Quern.Pages.Gathering;

/// <summary>Reads the tables of a page off a ledger.</summary>
internal static class LedgerReading
{
    /// <summary>What became of every source's rows.</summary>
    public static IReadOnlyList<SourceLine> Sources(Ledger ledger)
    {
        var plans = PlanLedger.Of(ledger);
        var names = ledger.Steps.SelectMany(static s => s.Sources.Keys).Union(ledger.ShortSources.Keys).Distinct(StringComparer.Ordinal);
        return [.. names.Order(StringComparer.Ordinal).Select(name => SourceOf(name, ledger, plans))];
    }

    /// <summary>The plans made, by schema; empty where no step makes or judges plans.</summary>
    public static IReadOnlyList<SchemaLine> Schemas(Ledger ledger)
        => [.. PlanLedger.Of(ledger).Schemas([]).Select(static s => new SchemaLine(s.Schema, s.Read, s.Made, s.Kept, s.SuccessRate, s.PassRate, s.Share))];

    /// <summary>Shares that steps were asked for, from the details they leave, and those of sources.</summary>
    public static IReadOnlyList<ShareTable> Shares(Subject subject)
    {
        var tables = subject.Ledger.Steps.Select(TableOf).OfType<ShareTable>().Where(static t => t.Lines.Count > 0).ToList();
        var asked = subject.Wanted.Count > 0 ? subject.Wanted.ToDictionary(static w => w.Key, static w => (double)w.Value) : subject.Recipe?.Weights ?? new Dictionary<string, double>();
        var (total, kept) = (asked.Values.Sum(), subject.Ledger.Kept);
        if (total > 0 && kept > 0)
        {
            var lines = Sources(subject.Ledger).Select(s => new ShareLine(s.Name, s.Kept, asked.TryGetValue(s.Name, out var weight) ? weight / total : null, (double)s.Kept / kept));
            tables.Add(new ShareTable("sources", [.. lines]));
        }

        return tables;
    }

    /// <summary>Steps that asked a model, with all that they counted.</summary>
    public static IReadOnlyList<CallLine> Calls(Subject subject)
    {
        var planned = subject.Plan?.Segments.Where(static s => s.Kind == "call").Select(static s => s.Title).ToHashSet(StringComparer.Ordinal);
        bool IsCall(string label) => planned?.Contains(label) ?? StepTable.Standard.Entries.Any(e => e.Name == label && e.Kind == StepKind.Call);
        return [.. subject.Ledger.Steps.Where(s => IsCall(s.Label)).Select(static s => new CallLine(s.Label, s.Total.In, [.. Amounts(s)]))];
    }

    /// <summary>Sources that could not be read to their end.</summary>
    public static IReadOnlyList<ShortSource> ShortSources(Ledger ledger) => [.. ledger.ShortSources.Select(static s => new ShortSource(s.Key, s.Value))];

    private static SourceLine SourceOf(string name, Ledger ledger, PlanLedger plans)
    {
        var counts = ledger.Steps.Select(s => s.Sources.GetValueOrDefault(name) ?? new RowCounts()).ToList();
        var sum = RowCounts.Sum(counts);
        var origin = ledger.Origins.GetValueOrDefault(name);
        var hasPlans = plans.Schemas([]).Count > 0;
        var made = hasPlans ? plans.CountsOf(name) : null;
        return new SourceLine(
            name,
            origin is null ? null : $"{origin.Hub} at {origin.Revision[..Math.Min(10, origin.Revision.Length)]}",
            origin?.Licence,
            counts.Count == 0 ? 0 : counts[0].In,
            counts.Count == 0 ? 0 : counts[^1].Out,
            sum.Dropped.Values.Sum(),
            sum.Quarantined.Values.Sum(),
            made?.SuccessRate,
            made?.PassRate);
    }

    private static ShareTable? TableOf(StepLedger step) => step.Details?["shares"] is JsonArray shares
        ? new ShareTable($"step {step.Label}", [.. shares.OfType<JsonObject>().Select(LineOf)])
        : null;

    private static ShareLine LineOf(JsonObject share)
        => new(share["name"]?.ToString() ?? "", (long)(Number(share["rows"]) ?? 0), Number(share["requested"]), Number(share["achieved"]) ?? 0);

    private static IEnumerable<(string What, string Amount)> Amounts(StepLedger step)
    {
        foreach (var (what, count) in step.Total.Counted)
        {
            yield return (what, Amount.Rows(count));
        }

        foreach (var (what, value) in step.Details ?? [])
        {
            if (value is JsonValue)
            {
                yield return (what, value.ToString());
            }
        }
    }

    /// <summary>A number among details; null when it is none.</summary>
    public static double? Number(JsonNode? node)
        => node is JsonValue value && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
