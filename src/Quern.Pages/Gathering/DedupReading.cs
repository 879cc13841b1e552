using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Quern.Pages.Model;
using Quern.Reports;
using Quern.Running;

namespace Quern.Pages.Gathering;

/// <summary>Reads what steps of deduplication found off the details that they leave in the ledger.</summary>
internal static class DedupReading
{
    private const int Hundred = 100;

    /// <summary>The findings of every such step.</summary>
    public static IReadOnlyList<DedupFacts> Of(Ledger ledger)
        => [.. ledger.Steps.Where(static s => s.Details?["threshold"] is not null && s.Details["cluster_sizes"] is JsonObject).Select(Of)];

    private static DedupFacts Of(StepLedger step)
    {
        var details = step.Details!;
        var removed = Counts(details["removed"]).Sum(static r => r.Count);
        var compared = (long)(LedgerReading.Number(details["rows"]) ?? step.Total.In);
        return new DedupFacts(
            step.Label,
            compared,
            removed,
            compared - removed,
            details["threshold"]!.ToString(),
            $"Method: {details["method"]}. {details["guarantee"]}",
            Sizes(Counts(details["cluster_sizes"])),
            Similarities(Counts(details["similarities"])));
    }

    private static List<(string Key, long Count)> Counts(JsonNode? node)
        => [.. (node as JsonObject ?? []).Select(static e => (e.Key, (long)(LedgerReading.Number(e.Value) ?? 0)))];

    // Up to four rows by themselves, then 5 to 8, 9 to 16, and so on.
    private static Histogram? Sizes(IReadOnlyList<(string Key, long Count)> counts)
    {
        var bars = counts.Select(static c => (Size: int.TryParse(c.Key, CultureInfo.InvariantCulture, out var size) ? size : 0, c.Count)).Where(static c => c.Size > 0)
            .GroupBy(static c => c.Size <= 4 ? c.Size : (int)Math.Min(int.MaxValue, 2L << BitOperations.Log2((uint)c.Size - 1)))
            .OrderBy(static g => g.Key)
            .Select(static g => new Bar(g.Key <= 4 ? Amount.Rows(g.Key) : $"{Amount.Rows((g.Key / 2) + 1)}–{Amount.Rows(g.Key)}", g.Sum(static c => c.Count)))
            .ToList();
        return bars.Count == 0 ? null : new Histogram("Sizes of clusters", "rows in a cluster", bars);
    }

    // Steps that no row falls into are shown too: the distance between bars means something.
    private static Histogram? Similarities(IReadOnlyList<(string Key, long Count)> counts)
    {
        var found = counts.Where(static c => double.TryParse(c.Key, CultureInfo.InvariantCulture, out _))
            .ToDictionary(static c => Math.Clamp((int)Math.Round(double.Parse(c.Key, CultureInfo.InvariantCulture) * Hundred), 0, Hundred), static c => c.Count);
        if (found.Count == 0)
        {
            return null;
        }

        var lowest = found.Keys.Min();
        var bars = Enumerable.Range(lowest, found.Keys.Max() - lowest + 1)
            .Select(step => new Bar(((double)step / Hundred).ToString("0.00", CultureInfo.InvariantCulture), found.GetValueOrDefault(step)));
        return new Histogram("Similarity of removed rows to the kept one", "Jaccard index", [.. bars]);
    }
}
