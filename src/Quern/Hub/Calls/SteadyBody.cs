using System.Net;

namespace Quern.Hub.Calls;

/// <summary>
/// The body of a request that is made while it is sent, of a length known before. It may take as long as it needs, as
/// long as it moves: each piece that goes out puts off the end of patience.
/// </summary>
internal abstract class SteadyBody : HttpContent
{
    // A piece must leave within this many of the spans in which a download must bring something; the other side, which
    // stores what it got before it answers, has the same time for its answer.
    private const int Spans = 6;

    private CancellationTokenSource? _watch;
    private TimeSpan _patience;

    /// <summary>The number of bytes.</summary>
    protected abstract long Length { get; }

    /// <summary>Has the source cancelled when nothing moves any more; gives the time that is waited.</summary>
    public TimeSpan Watch(CancellationTokenSource watch, TimeSpan stall)
    {
        _patience = stall * Spans;
        _watch = watch;
        return _patience;
    }

    /// <summary>Writes the bytes.</summary>
    protected abstract Task WriteAsync(Stream to, CancellationToken cancel);

    /// <summary>Writes a piece.</summary>
    protected async ValueTask WritePieceAsync(Stream to, ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        await to.WriteAsync(piece, cancel).ConfigureAwait(false);
        _watch?.CancelAfter(_patience);
    }

    /// <inheritdoc />
    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, CancellationToken.None);

    /// <inheritdoc />
    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => WriteAsync(stream, cancellationToken);

    /// <inheritdoc />
    protected sealed override bool TryComputeLength(out long length)
    {
        length = Length;
        return true;
    }
}
