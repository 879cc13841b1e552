using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Reads one file as rows. <see cref="Read"/> is called by one thread at a time and should do little more than fetch
/// bytes and find row ends: checking the JSON is left to the cores that take the batches.
/// </summary>
internal abstract class RowReader : IDisposable
{
    /// <summary>How many bytes of the file have been consumed, for progress.</summary>
    public abstract long Position { get; }

    /// <summary>How many rows the file says it holds, whichever of them are wanted; null where they would have to be counted.</summary>
    public virtual long? KnownRows => null;

    /// <summary>
    /// How many rows a where left out so far: those before the last row delivered, and at the end those behind it too.
    /// Then rows delivered and rows left out are all rows of the file.
    /// </summary>
    public virtual long LeftOut => 0;

    /// <summary>
    /// Clears the batch and fills it with the next rows: at least one, and about <see cref="RowBatch.TextSize"/> bytes.
    /// False at the end of the file. A file that breaks off (truncated gzip, damaged Parquet) throws
    /// <see cref="SourceFault"/> after the rows before the damage were delivered.
    /// </summary>
    public abstract bool Read(RowBatch batch);

    /// <summary>Stops a call of <see cref="Read"/> that waits in a native library; may be called from any thread.</summary>
    public virtual void Interrupt()
    {
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
