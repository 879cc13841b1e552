using Quern.Formats.DuckDb;
using Quern.Hub.Cards;
using Quern.Hub.Layout;
using Quern.Rows;
using Quern.Running;

namespace Quern.Hub.Push.Card;

/// <summary>
/// How many rows files hold, where that can be had for little: JSONL was counted while it was read for its checksum, a
/// Parquet file says it itself, and beside others the verb that wrote them left statistics.
/// </summary>
internal static class RowCounts
{
    // The statistics are written just before the file gets its name; one that was changed later has other rows.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    /// <summary>The files with their rows.</summary>
    public static IReadOnlyList<CardFile> Of(IReadOnlyList<(OutgoingFile File, ContentNames Names)> files)
    {
        using var work = TemporaryFolder.Create();
        using var session = files.Any(static f => FileName.KindOf(f.File.Path) == FileKind.Parquet) ? TryOpen(work.Path) : null;
        return [.. files.Select(f => new CardFile(f.File.Path, f.File.Bytes, f.Names.Rows ?? RowsOf(f.File, session)))];
    }

    private static long? RowsOf(OutgoingFile file, DuckDbSession? session) => FileName.KindOf(file.Path) switch
    {
        FileKind.Parquet => session is null ? null : OfParquet(file, session),
        FileKind.Other => null,
        _ => OfStatistics(file),
    };

    // Without the library a card says less; it is no reason not to send the files.
    private static DuckDbSession? TryOpen(string folder)
    {
        try
        {
            return DuckDbFile.OpenSession(folder);
        }
        catch (RunFault)
        {
            return null;
        }
    }

    private static long? OfParquet(OutgoingFile file, DuckDbSession session)
    {
        try
        {
            return new ParquetSchema(session, file.Place).Rows;
        }
        catch (DuckDbFault)
        {
            return null;
        }
    }

    private static long? OfStatistics(OutgoingFile file)
    {
        try
        {
            var path = Sidecar.Stats(file.Place);
            return File.GetLastWriteTimeUtc(path) + Leeway >= new DateTime(file.Changed, DateTimeKind.Utc) && RunJson.TryRead<Ledger>(path) is { Steps.Count: > 0 } ledger
                ? ledger.Kept
                : null;
        }
        catch (RunFault)
        {
            return null;
        }
    }
}
