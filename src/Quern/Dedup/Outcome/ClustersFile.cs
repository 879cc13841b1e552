using Quern.Formats;
using Quern.Rows;

namespace Quern.Dedup.Outcome;

/// <summary>The file of clusters: a line for each kept row that has duplicates, with all rows removed for it.</summary>
internal static class ClustersFile
{
    private const int FlushSize = 1 << 20;

    /// <summary>Writes it.</summary>
    /// <returns>How many clusters there are.</returns>
    public static long Write(string path, DecidedRows rows)
    {
        using var landing = Landing.Begin(path, force: true);
        var text = new ByteBuffer();
        var clusters = 0L;
        foreach (var cluster in Removed(rows).GroupBy(row => rows.Verdicts.KeptBy(row)).OrderBy(static c => c.Key))
        {
            Write(cluster.Key, [.. cluster], rows, text);
            clusters++;
            if (text.Length > FlushSize)
            {
                landing.Write(text.Span);
                text.Clear();
            }
        }

        landing.Write(text.Span);
        landing.Complete(durable: false);
        return clusters;
    }

    private static IEnumerable<int> Removed(DecidedRows rows)
        => Enumerable.Range(rows.Table.Known, rows.Table.Count - rows.Table.Known).Where(row => !rows.Verdicts.IsKept(row));

    private static void Write(int kept, int[] removed, DecidedRows rows, ByteBuffer text)
    {
        text.Append("{\"kept\":{"u8);
        text.Append(rows.Names.NameOf(kept));
        text.Append("},\"size\":"u8);
        text.Append(removed.Length + 1);
        text.Append(",\"removed\":["u8);
        for (var i = 0; i < removed.Length; i++)
        {
            text.Append(i == 0 ? "{"u8 : ",{"u8);
            text.Append(rows.Names.NameOf(removed[i]));
            text.Append(",\"similarity\":"u8);
            RemovedRow.WriteSimilarity(rows.Verdicts.Similarity(removed[i]), text);
            text.Append((byte)'}');
        }

        text.Append("]}\n"u8);
    }
}
