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

    private DuplicatesPage(DedupOptions options, DedupStats stats, IEnumerable<ShownCluster> clusters)
    {
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width\"/><title>Duplicates</title>");
        _html.Append("<style>").Append(PageStyle.Css).Append("</style></head>\n<body>\n<h1>Duplicates</h1>\n");
        new PageNumbers(_html).Add(options, stats);
        if (stats.ClusterSizes.Count > 0)
        {
            AddClusters(clusters);
        }

        _html.Append("</body></html>\n");
    }

    /// <summary>Writes the page.</summary>
    public static void Write(string path, DedupOptions options, DedupStats stats, DecidedRows rows)
    {
        var page = new DuplicatesPage(options, stats, ShownClusters.Of(rows, options));
        using var landing = Landing.Begin(path, force: true);
        landing.Write(Encoding.UTF8.GetBytes(page._html.ToString()));
        landing.Complete(durable: false);
    }

    private void AddClusters(IEnumerable<ShownCluster> clusters)
    {
        _html.Append("<h2>The largest clusters</h2>\n<p>On the left the row that is kept, on the right the removed rows that are least like it; words that only one of both has are marked.</p>\n");
        foreach (var cluster in clusters)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<section><h3>{cluster.Size:N0} rows, kept: <code>{DifferenceHtml.Name(cluster.Kept.Name)}</code></h3>\n");
            if (cluster.Removed.Count < cluster.Size - 1)
            {
                _html.Append(CultureInfo.InvariantCulture, $"<p>{cluster.Removed.Count:N0} of {cluster.Size - 1:N0} removed rows, the least similar ones:</p>\n");
            }

            var kept = cluster.Kept.Text is { } text ? TextWords.Of(text) : null;
            foreach (var removed in cluster.Removed)
            {
                AddPair(cluster.Kept, kept, removed);
            }

            _html.Append("</section>\n");
        }
    }

    private void AddPair(ShownRow kept, IReadOnlyList<string>? keptWords, ShownRow removed)
    {
        _html.Append("<p><code>").Append(DifferenceHtml.Name(removed.Name)).Append("</code> ").Append(removed.Relation).Append("</p>\n");
        AddNote(kept.WithoutText ?? removed.WithoutText);
        if (keptWords is null || removed.Text is null)
        {
            return;
        }

        var difference = WordDifference.Of(keptWords, TextWords.Of(removed.Text));
        AddNote(difference.All(static s => s.Fate == WordFate.Same) ? "What is shown of both is the same, word for word." : null);
        _html.Append("<div class=\"pair\"><div>").Append(DifferenceHtml.Of(difference, WordFate.First)).Append("</div><div>").Append(DifferenceHtml.Of(difference, WordFate.Second)).Append("</div></div>\n");
    }

    private void AddNote(string? note) => _html.Append(note is null ? "" : $"<p><i>{DifferenceHtml.Escape(note)}</i></p>\n");
}
