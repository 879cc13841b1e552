using System.Buffers;
using Quern.Hub.Calls;

namespace Quern.Hub.Push;

/// <summary>A piece of a file as the body of a request, read from disk while it is sent.</summary>
/// <param name="file">The file.</param>
/// <param name="begin">Where the piece begins.</param>
/// <param name="length">How long it is.</param>
/// <param name="meter">Counts what has left.</param>
internal sealed class SliceBody(OutgoingFile file, long begin, long length, SliceMeter meter) : SteadyBody
{
    // Small enough that even a slow line moves one within the time in which something must move.
    private const int Step = 64 << 10;

    /// <inheritdoc />
    protected override long Length => length;

    /// <inheritdoc />
    protected override async Task WriteAsync(Stream to, CancellationToken cancel)
    {
        meter.Restart();
        using var handle = file.Open();
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            for (long sent = 0; sent < length;)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(Step, length - sent));
                var read = await file.ReadAsync(handle, begin + sent, piece, cancel).ConfigureAwait(false);
                await WritePieceAsync(to, piece[..read], cancel).ConfigureAwait(false);
                meter.Count(read);
                sent += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        file.CheckUnchanged();
    }
}

/// <summary>What has been sent of a piece; an attempt that is made again begins at nothing.</summary>
/// <param name="progress">Where it is counted.</param>
internal sealed class SliceMeter(PushProgress progress)
{
    private long _sent;

    /// <summary>Counts bytes.</summary>
    public void Count(long bytes)
    {
        _sent += bytes;
        progress.Count(bytes);
    }

    /// <summary>Takes back what an attempt has counted that did not succeed.</summary>
    public void Restart()
    {
        progress.Count(-_sent);
        _sent = 0;
    }
}
