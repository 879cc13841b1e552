using Quern.Rows;

namespace Quern.Formats;

/// <summary>How many rows a file holds, judged from its first batch: exact where that batch is all there is.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Exact">Whether it was counted rather than judged.</param>
internal readonly record struct RowEstimate(long Rows, bool Exact)
{
    /// <summary>Reads the beginning of a file.</summary>
    public static RowEstimate Of(InputFile file, string workFolder)
    {
        using var reader = RowReaders.Open(file, RowSelection.All, workFolder);
        if (reader.KnownRows is { } known)
        {
            return new RowEstimate(known, Exact: true);
        }

        var batch = new RowBatch();
        if (!reader.Read(batch))
        {
            return new RowEstimate(0, Exact: true);
        }

        var first = (Rows: (long)batch.Count, Bytes: Math.Max(reader.Position, 1));
        return reader.Read(batch)
            ? new RowEstimate(Math.Max(first.Rows + batch.Count, (long)(first.Rows * ((double)file.Bytes / first.Bytes))), Exact: false)
            : new RowEstimate(first.Rows, Exact: true);
    }
}
