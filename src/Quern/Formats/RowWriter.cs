using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Writes rows to one file under a temporary name. Work that can be done in any order (compression) happens in
/// <see cref="Encode"/> on many threads; <see cref="Append"/> is called by one thread at a time, in the rows' order.
/// Disposing without <see cref="Complete"/> removes the temporary file, so a half file never bears the final name.
/// </summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>Turns rows (each followed by a line feed) into the bytes to append. Thread-safe.</summary>
    /// <returns>The rows themselves where nothing has to be encoded, otherwise the content of <paramref name="scratch"/>.</returns>
    public virtual ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> rows, ByteBuffer scratch) => rows;

    /// <summary>What of the rows the format could not hold as it was, a sentence each; complete once the file is.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>Stops a call of <see cref="Complete"/> that takes long; may be called from any thread.</summary>
    public virtual void Interrupt()
    {
    }

    /// <summary>Appends what <see cref="Encode"/> gave.</summary>
    public abstract void Append(ReadOnlySpan<byte> encoded);

    /// <summary>Brings the whole file to disk under its temporary name, and says what lies there; nothing can be appended after that.</summary>
    public abstract FileMark Seal();

    /// <summary>Finishes the file, when that has not been done, and gives it its final name. <paramref name="durable"/> also forces it to the disk.</summary>
    public abstract void Complete(bool durable);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
