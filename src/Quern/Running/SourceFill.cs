using Quern.Formats;
using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// Fills batches from one file of a source, up to the source's maximum. When the file breaks off, a recipe goes on with
/// what was read and says so; a single verb stops.
/// </summary>
internal sealed class SourceFill(Func<RowReader> open, SourceSpec source, int sourceIndex, long firstOrdinal, bool mayBeShort) : IDisposable
{
    private volatile RowReader? _reader;

    /// <summary>Rows read so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Non-finite numbers that became null.</summary>
    public long NonFinite { get; private set; }

    /// <summary>Why the file could not be read to its end; null when it could.</summary>
    public string? Short { get; private set; }

    /// <summary>Fills a batch; false at the end.</summary>
    public bool Fill(BatchWork work)
    {
        var rows = work.Input.Rows;
        var left = (source.Max ?? long.MaxValue) - firstOrdinal - Rows;
        if (Short is not null || left <= 0 || !TryRead(rows))
        {
            return false;
        }

        if (rows.Count > left)
        {
            rows.Truncate((int)left);
        }

        work.First = new Place(sourceIndex, firstOrdinal + rows.FirstOrdinal);
        work.Position = _reader!.Position;
        Rows += rows.Count;
        NonFinite += rows.NonFinite;
        return true;
    }

    /// <summary>Stops a read that waits; may be called from any thread.</summary>
    public void Interrupt() => _reader?.Interrupt();

    public void Dispose() => _reader?.Dispose();

    private bool TryRead(RowBatch rows)
    {
        try
        {
            // Opened here, because a file may already fail at that.
            _reader ??= open();
            return _reader.Read(rows);
        }
        catch (SourceFault fault) when (mayBeShort)
        {
            Short = fault.Message;
            return false;
        }
    }
}
