using System.Text;
using Quern.Dedup;
using Quern.Dedup.Outcome;
using Quern.Dedup.Texts;

namespace Quern.Reports.Dedup;

/// <summary>A row as it is shown: its name, and its text unless only its set is at hand.</summary>
/// <param name="Name">Source, ordinal and id, as JSON.</param>
/// <param name="Text">The texts that were compared; null for a row of an index.</param>
/// <param name="Similarity">How similar it is to the kept row; not a number for that row itself, or where it was not measured.</param>
internal sealed record ShownRow(string Name, string? Text, double Similarity);

/// <summary>A cluster as it is shown.</summary>
/// <param name="Size">How many rows it has.</param>
/// <param name="Kept">The row that is kept.</param>
/// <param name="Removed">Some that were removed, the least similar first.</param>
internal sealed record ShownCluster(int Size, ShownRow Kept, IReadOnlyList<ShownRow> Removed);

/// <summary>Chooses what people look at: the largest clusters, and of each the rows that are least like the kept one.</summary>
internal static class ShownClusters
{
    private const int Clusters = 20;
    private const int RowsOfEach = 3;
    private const int LongestText = 100_000;

    /// <summary>The clusters, the largest first.</summary>
    public static IReadOnlyList<ShownCluster> Of(DecidedRows rows, DedupOptions options)
    {
        var sizes = rows.ClusterSizes();
        var largest = Enumerable.Range(0, sizes.Length).Where(row => sizes[row] > 1).OrderByDescending(row => sizes[row]).ThenBy(static row => row).Take(Clusters).ToList();
        var removed = largest.ToDictionary(static row => row, static _ => new List<int>());
        for (var row = rows.Table.Known; row < rows.Table.Count; row++)
        {
            if (!rows.Verdicts.IsKept(row) && removed.TryGetValue(rows.Verdicts.KeptBy(row), out var members))
            {
                Take(row, members, rows);
            }
        }

        var texts = new ComparedTexts(options);
        return [.. largest.Select(kept => new ShownCluster(sizes[kept], Shown(kept, rows, texts), [.. removed[kept].Select(row => Shown(row, rows, texts))]))];
    }

    // Keeps the least similar ones, in their order; the first of equally similar ones.
    private static void Take(int row, List<int> members, DecidedRows rows)
    {
        var at = members.FindLastIndex(other => !(rows.Verdicts.Similarity(row) < rows.Verdicts.Similarity(other))) + 1;
        members.Insert(at, row);
        if (members.Count > RowsOfEach)
        {
            members.RemoveAt(RowsOfEach);
        }
    }

    private static ShownRow Shown(int row, DecidedRows rows, ComparedTexts texts)
    {
        var name = "{" + Encoding.UTF8.GetString(rows.Names.NameOf(row)) + "}";
        var similarity = rows.Verdicts.IsKept(row) ? double.NaN : rows.Verdicts.Similarity(row);
        return new ShownRow(name, rows.Names.IsWithoutText(row) ? null : TextOf(rows.Names.TextOf(row), texts), similarity);
    }

    private static string TextOf(ReadOnlySpan<byte> row, ComparedTexts texts)
    {
        var text = new StringBuilder();
        texts.Find(row, part =>
        {
            if (text.Length < LongestText)
            {
                text.Append(text.Length == 0 ? "" : "\n").Append(Encoding.UTF8.GetString(part[..Math.Min(part.Length, LongestText)]));
            }
        });
        return text.ToString();
    }
}
