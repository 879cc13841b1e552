using System.Globalization;
using System.Text;
using Quern.Dedup;
using Quern.Dedup.Outcome;
using Quern.Formats;

namespace Quern.Reports.Dedup;

/// <summary>
/// The page about a deduplication, for people: its numbers, and the largest clusters side by side with their differences
/// marked. One file that needs nothing else.
/// </summary>
internal sealed class DuplicatesPage
{
    private readonly StringBuilder _html = new();

    private DuplicatesPage(DedupStats stats, IReadOnlyList<ShownCluster> clusters)
    {
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>Duplicates</title><style>").Append(PageStyle.Css).Append("</style></head>\n<body>\n<h1>Duplicates</h1>\n");
        AddNumbers(stats);
        AddSources(stats);
        AddBars("How similar removed rows are to the row that is kept", stats.Similarities.Select(static s => (s.Key, s.Value)));
        AddBars("How many clusters have how many rows", stats.ClusterSizes.Select(static s => (s.Key.ToString("N0", CultureInfo.InvariantCulture), s.Value)));
        AddClusters(clusters);
        _html.Append("</body></html>\n");
    }

    /// <summary>Writes the page.</summary>
    public static void Write(string path, DedupOptions options, DedupStats stats, DecidedRows rows)
    {
        var page = new DuplicatesPage(stats, ShownClusters.Of(rows, options));
        using var landing = Landing.Begin(path, force: true);
        landing.Write(Encoding.UTF8.GetBytes(page._html.ToString()));
        landing.Complete(durable: false);
    }

    private void AddNumbers(DedupStats stats)
    {
        var removed = stats.Removed.Values.Sum();
        _html.Append(CultureInfo.InvariantCulture, $"<p><b>{removed:N0}</b> of <b>{stats.Rows:N0}</b> rows are duplicates at a Jaccard index of {stats.Threshold} ({stats.Method}).");
        _html.Append(stats.KnownRows > 0 ? string.Create(CultureInfo.InvariantCulture, $" They were compared with {stats.KnownRows:N0} known rows too.") : "");
        _html.Append(stats.NoText > 0 ? string.Create(CultureInfo.InvariantCulture, $" {stats.NoText:N0} rows have no text and were kept.") : "");
        _html.Append("</p>\n<p>").Append(DifferenceHtml.Escape(stats.Guarantee)).Append("</p>\n");
    }

    private void AddSources(DedupStats stats)
    {
        if (stats.RemovedFromFor.Count == 0)
        {
            return;
        }

        _html.Append("<table><tr><th>Removed from</th><th>for a row of</th><th>Rows</th></tr>\n");
        foreach (var (from, kept) in stats.RemovedFromFor)
        {
            foreach (var (source, count) in kept)
            {
                _html.Append(CultureInfo.InvariantCulture, $"<tr><td>{DifferenceHtml.Escape(from)}</td><td>{DifferenceHtml.Escape(source)}</td><td class=\"n\">{count:N0}</td></tr>\n");
            }
        }

        _html.Append("</table>\n<ul>\n");
        foreach (var (reason, count) in stats.Removed)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<li>{count:N0} {DifferenceHtml.Escape(reason)}</li>\n");
        }

        _html.Append("</ul>\n");
    }

    private void AddBars(string title, IEnumerable<(string Label, long Count)> counts)
    {
        const int MostBars = 60;
        var bars = counts.Take(MostBars).ToList();
        if (bars.Count == 0)
        {
            return;
        }

        var most = bars.Max(static b => b.Count);
        _html.Append("<h2>").Append(title).Append("</h2>\n<table class=\"bars\">\n");
        foreach (var (label, count) in bars)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n\">{label}</td><td class=\"n\">{count:N0}</td><td><div style=\"width:{100.0 * count / most:0.#}%\"></div></td></tr>\n");
        }

        _html.Append("</table>\n");
    }

    private void AddClusters(IReadOnlyList<ShownCluster> clusters)
    {
        if (clusters.Count == 0)
        {
            return;
        }

        _html.Append("<h2>The largest clusters</h2>\n<p>On the left the row that is kept, on the right the removed rows that are least like it; words that only one of both has are marked.</p>\n");
        foreach (var cluster in clusters)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<section><h3>{cluster.Size:N0} rows, kept: <code>{DifferenceHtml.Escape(cluster.Kept.Name)}</code></h3>\n");
            foreach (var removed in cluster.Removed)
            {
                AddPair(cluster.Kept, removed);
            }

            _html.Append("</section>\n");
        }
    }

    private void AddPair(ShownRow kept, ShownRow removed)
    {
        var similarity = double.IsNaN(removed.Similarity) ? "similarity not measured" : "similarity " + removed.Similarity.ToString("0.000", CultureInfo.InvariantCulture);
        _html.Append("<p><code>").Append(DifferenceHtml.Escape(removed.Name)).Append("</code> ").Append(similarity).Append("</p>\n");
        if (kept.Text is null || removed.Text is null)
        {
            _html.Append("<p><i>The kept row lies in an index, which holds no text.</i></p>\n");
            return;
        }

        var difference = WordDifference.Of(DifferenceHtml.WordsOf(kept.Text), DifferenceHtml.WordsOf(removed.Text));
        _html.Append("<div class=\"pair\"><div>").Append(DifferenceHtml.Of(difference, WordFate.First)).Append("</div><div>").Append(DifferenceHtml.Of(difference, WordFate.Second)).Append("</div></div>\n");
    }
}
