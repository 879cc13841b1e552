using Quern.Formats;
using Quern.Rows;

namespace Quern.Hub.Fetching;

/// <summary>
/// Reads rows of a file while it arrives. What looks broken may have been damaged on its way, and then fetching it again
/// helps: so nothing is said of the file before its checksum is known. To stop at once would leave the damage where the
/// next run goes on from.
/// </summary>
internal sealed class ArrivingReader : RowReader
{
    private readonly RowReader _inner;
    private readonly Download _download;
    private readonly Func<bool> _interrupted;

    private ArrivingReader(RowReader inner, Download download, Func<bool> interrupted)
    {
        _inner = inner;
        _download = download;
        _interrupted = interrupted;
    }

    public override long Position => _inner.Position;

    public override long? KnownRows => _inner.KnownRows;

    public override long LeftOut => _inner.LeftOut;

    /// <summary>Opens a reader of a download; null where the file is such that it has to be there as a whole.</summary>
    /// <param name="download">The file.</param>
    /// <param name="interrupted">Asked now and then whether to give up.</param>
    /// <param name="open">Opens the bytes; null as above.</param>
    public static ArrivingReader? Open(Download download, Func<bool> interrupted, Func<RowReader?> open)
        => Judged(download, interrupted, open) is { } reader ? new ArrivingReader(reader, download, interrupted) : null;

    public override bool Read(RowBatch batch) => Judged(_download, _interrupted, () => _inner.Read(batch));

    public override void Interrupt() => _inner.Interrupt();

    protected override void Dispose(bool disposing) => _inner.Dispose();

    private static T Judged<T>(Download download, Func<bool> interrupted, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SourceFault)
        {
            download.Arrival.WaitForEnd(interrupted);
            throw;
        }
    }
}
