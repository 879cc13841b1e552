using Quern.Formats;

namespace Quern.Hub.Fetching;

/// <summary>
/// The bytes of a file in their order while they arrive. Its end is reached only when the whole file is here and its
/// checksum was right.
/// </summary>
/// <param name="download">The file.</param>
/// <param name="interrupted">Asked now and then whether a read is to give up.</param>
internal sealed class DownloadStream(Download download, Func<bool> interrupted) : ForwardStream
{
    private FileStream? _file;
    private volatile bool _interrupted;

    /// <summary>Called when nobody reads on: the rest may not be wanted.</summary>
    public Action? OnClose { get; set; }

    public override long? Whole => download.File.Bytes;

    public override void Interrupt() => _interrupted = true;

    public override int Read(Span<byte> buffer)
    {
        // The last bytes are given out before the checksum is known; only the end waits for it.
        var there = (int)Math.Min(download.Arrival.WaitBeyond(Taken, IsInterrupted) - Taken, buffer.Length);
        if (there <= 0)
        {
            return 0;
        }

        _file ??= download.OpenArrived(IsInterrupted);
        var read = RandomAccess.Read(_file.SafeFileHandle, buffer[..there], Taken);
        Taken += read;
        return read > 0 ? read : throw new EndOfStreamException($"byte {Taken:N0} was here and is gone; does another program change the Hub's cache?");
    }

    protected override void Dispose(bool disposing)
    {
        _file?.Dispose();
        OnClose?.Invoke();
        OnClose = null;
        base.Dispose(disposing);
    }

    private bool IsInterrupted() => _interrupted || interrupted();
}
