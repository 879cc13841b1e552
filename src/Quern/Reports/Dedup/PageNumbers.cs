using System.Globalization;
using System.Numerics;
using System.Text;
using Quern.Dedup;
using Quern.Dedup.Outcome;

namespace Quern.Reports.Dedup;

/// <summary>Writes the numbers of a deduplication: what was compared, how many rows went, for which others, and how similar they are.</summary>
/// <param name="html">Takes them.</param>
internal sealed class PageNumbers(StringBuilder html)
{
    private const int MostSources = 50;

    /// <summary>Writes all of them.</summary>
    public void Add(DedupOptions options, DedupStats stats)
    {
        AddSummary(options, stats);
        AddReasons(stats);
        AddSources(stats);
        AddBars("How similar removed rows are to the row that is kept", Similarities(stats));
        html.Append(stats.Unmeasured > 0 ? string.Create(CultureInfo.InvariantCulture, $"<p>Of {stats.Unmeasured:N0} rows the similarity was not measured.</p>\n") : "");
        AddBars("How many clusters have how many rows", Sizes(stats));
    }

    private void AddSummary(DedupOptions options, DedupStats stats)
    {
        var removed = stats.Removed.Values.Sum();
        html.Append(CultureInfo.InvariantCulture, $"<p><b>{removed:N0}</b> of <b>{stats.Rows:N0}</b> rows are duplicates at a Jaccard index of {stats.Threshold} ({stats.Method}).");
        html.Append(stats.KnownRows > 0 ? string.Create(CultureInfo.InvariantCulture, $" They were compared with {stats.KnownRows:N0} known rows too.") : "");
        html.Append(stats.NoText > 0 ? string.Create(CultureInfo.InvariantCulture, $" {stats.NoText:N0} rows have no text and were kept.") : "");
        html.Append(options.Mark is { } mark ? $" Nothing was removed: each row names its cluster under <code>{DifferenceHtml.Name(mark)}</code>." : "");
        var compared = options.By is { } by ? $"<code>{DifferenceHtml.Name(string.Join(", ", by))}</code>" : "Every text of a row";
        html.Append("</p>\n<p>").Append(compared).Append(" was compared. ").Append(DifferenceHtml.Escape(stats.Guarantee)).Append("</p>\n");
    }

    private void AddReasons(DedupStats stats)
    {
        if (stats.Removed.Count == 0)
        {
            return;
        }

        html.Append("<ul>\n");
        foreach (var (reason, count) in stats.Removed)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{count:N0} {DifferenceHtml.Escape(reason)}</li>\n");
        }

        html.Append("</ul>\n");
    }

    private void AddSources(DedupStats stats)
    {
        var pairs = stats.RemovedFromFor.SelectMany(static from => from.Value.Select(kept => (From: from.Key, Kept: kept.Key, Rows: kept.Value))).OrderByDescending(static p => p.Rows).ToList();
        if (pairs.Count == 0)
        {
            return;
        }

        html.Append("<table><tr><th>Removed from</th><th>for a row of</th><th>Rows</th></tr>\n");
        foreach (var (from, kept, rows) in pairs.Take(MostSources))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{DifferenceHtml.Name(from)}</td><td>{DifferenceHtml.Name(kept)}</td><td class=\"n\">{rows:N0}</td></tr>\n");
        }

        var others = pairs.Skip(MostSources).ToList();
        html.Append(others.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"<tr><td>{others.Count:N0} other pairs</td><td></td><td class=\"n\">{others.Sum(static p => p.Rows):N0}</td></tr>\n") : "");
        html.Append("</table>\n");
    }

    // Steps that no row falls into are shown too: the distance between bars means something.
    private static IEnumerable<(string Label, long Count)> Similarities(DedupStats stats)
    {
        if (stats.Similarities.Count == 0)
        {
            return [];
        }

        var (lowest, highest) = (HundredthsOf(stats.Similarities.First().Key), HundredthsOf(stats.Similarities.Last().Key));
        return Enumerable.Range(lowest, highest - lowest + 1).Select(static h => (h / 100.0).ToString("0.00", CultureInfo.InvariantCulture)).Select(label => (label, stats.Similarities.GetValueOrDefault(label)));
    }

    private static int HundredthsOf(string step) => (int)Math.Round(double.Parse(step, CultureInfo.InvariantCulture) * 100);

    // Up to four rows by themselves, then 5 to 8, 9 to 16, and so on.
    private static IEnumerable<(string Label, long Count)> Sizes(DedupStats stats)
        => stats.ClusterSizes.GroupBy(static s => s.Key <= 4 ? s.Key : (int)Math.Min(int.MaxValue, 2L << BitOperations.Log2((uint)s.Key - 1)))
            .Select(static g => (g.Key <= 4 ? Count(g.Key) : $"{Count((g.Key / 2) + 1)} to {Count(g.Key)}", g.Sum(static s => s.Value)));

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private void AddBars(string title, IEnumerable<(string Label, long Count)> counts)
    {
        var bars = counts.ToList();
        if (bars.Count == 0)
        {
            return;
        }

        var most = bars.Max(static b => b.Count);
        html.Append("<h2>").Append(title).Append("</h2>\n<table class=\"bars\">\n");
        foreach (var (label, count) in bars)
        {
            var bar = count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"<div style=\"width:{100.0 * count / most:0.#}%\"></div>");
            html.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n\">{label}</td><td class=\"n\">{count:N0}</td><td>{bar}</td></tr>\n");
        }

        html.Append("</table>\n");
    }
}
