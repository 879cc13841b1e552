using System.Globalization;
using Quern.Dedup.Clusters;
using Quern.Dedup.Reading;
using Quern.Rows;

namespace Quern.Dedup.Outcome;

/// <summary>Says of a removed row why it went, which row stays in its place, and how similar both are.</summary>
/// <param name="rows">The rows and what became of them.</param>
internal sealed class RemovedRow(DecidedRows rows)
{
    private readonly ByteBuffer _details = new();

    /// <summary>The rule by which a row was removed.</summary>
    public string ReasonOf(int row)
    {
        var kept = rows.Verdicts.KeptBy(row);
        var isEqual = rows.Table[row].Print == rows.Table[kept].Print;
        return kept < rows.Table.Known
            ? isEqual ? "known-duplicate" : "known-near-duplicate"
            : isEqual ? "duplicate" : "near-duplicate";
    }

    /// <summary>What the line of a rejected row says more: the kept row and the similarity.</summary>
    public ReadOnlySpan<byte> DetailsOf(int row)
    {
        _details.Clear();
        _details.Append(",\"kept\":{"u8);
        _details.Append(rows.Names.NameOf(rows.Verdicts.KeptBy(row)));
        _details.Append("},\"similarity\":"u8);
        WriteSimilarity(rows.Verdicts.Similarity(row), _details);
        return _details.Span;
    }

    /// <summary>A similarity as JSON; null where it was not measured.</summary>
    public static void WriteSimilarity(double similarity, ByteBuffer to)
        => to.Append(double.IsNaN(similarity) ? "null" : similarity.ToString("R", CultureInfo.InvariantCulture));
}

/// <summary>All rows, and what was decided about them.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Names">Their names.</param>
/// <param name="Verdicts">What became of each.</param>
internal sealed record DecidedRows(RowTable Table, RowNames Names, Verdicts Verdicts)
{
    /// <summary>How many rows each kept row stands for, itself among them; 1 for those without duplicates.</summary>
    public int[] ClusterSizes()
    {
        var sizes = new int[Verdicts.Count];
        for (var row = 0; row < sizes.Length; row++)
        {
            sizes[Verdicts.KeptBy(row)]++;
        }

        return sizes;
    }

    /// <summary>The kept rows of the largest clusters, the largest first.</summary>
    public static IEnumerable<int> Largest(int[] sizes, int count)
        => Enumerable.Range(0, sizes.Length).Where(row => sizes[row] > 1).OrderByDescending(row => sizes[row]).ThenBy(static row => row).Take(count);
}
