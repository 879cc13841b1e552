using System.Buffers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;

namespace Quern.HubStandIn.Serving;

/// <summary>Sends a body, counts it, and does to it what the faults of its request ask for.</summary>
internal sealed class BodySender(HttpContext http, RequestRecord record, IReadOnlyList<Fault> faults, Pace pace, CancellationToken stop)
{
    private const int MostAtOnce = 1 << 20;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly long? _cut = faults.Min(static f => f.CutAfter);
    private readonly long? _stall = faults.Min(static f => f.StallAfter);
    private readonly long? _wrong = faults.Min(static f => f.WrongByte);
    private readonly Fault? _drip = faults.FirstOrDefault(static f => f.DripBytes is not null);
    private long _sent;

    /// <summary>Sends a part of some content.</summary>
    public async Task SendAsync(StandInContent content, ByteRange part)
    {
        var buffer = content.Held.IsEmpty || _wrong is not null ? ArrayPool<byte>.Shared.Rent(MostAtOnce) : null;
        try
        {
            for (var next = await NextAsync(part.Length); next > 0; next = await NextAsync(part.Length))
            {
                var bytes = Bytes(content, part.From + _sent, next, buffer);
                Spoil(buffer, bytes.Length);
                await WriteAsync(bytes);
                await pace.AfterAsync(bytes.Length, stop);
            }

            if (faults.Any(static f => f.LengthOff > 0))
            {
                await CutAsync();
            }
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    // How many bytes go next, once a stall, a cut or the pause of a drip has been seen to; 0 at the end.
    private async Task<int> NextAsync(long length)
    {
        if (_stall == _sent)
        {
            await http.Response.Body.FlushAsync(stop);
            await Task.WhenAny(faults.First(static f => f.StallAfter is not null).Release ?? Task.Delay(Timeout.Infinite, stop), Task.Delay(Timeout.Infinite, stop));
            stop.ThrowIfCancellationRequested();
        }

        if (_cut == _sent)
        {
            await CutAsync();
        }

        if (_drip is not null && _sent > 0 && _sent < length)
        {
            await Task.Delay(_drip.DripPause, stop);
        }

        var most = Math.Min(pace.Slice(MostAtOnce), _drip?.DripBytes ?? MostAtOnce);
        return (int)Math.Min(most, new[] { length, _cut, _stall }.Where(l => l > _sent).Min() - _sent ?? 0);
    }

    private static ReadOnlyMemory<byte> Bytes(StandInContent content, long from, int count, byte[]? buffer)
        => buffer is null ? content.Held.Slice((int)from, count) : buffer.AsMemory(0, content.Read(from, buffer.AsSpan(0, count)));

    private void Spoil(byte[]? buffer, int count)
    {
        if (_wrong is { } wrong && wrong >= _sent && wrong < _sent + count)
        {
            buffer![wrong - _sent] ^= 0xFF;
        }
    }

    // Counted first: whoever has received the bytes must find them counted.
    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        record.CountSent(bytes.Length);
        try
        {
            await http.Response.Body.WriteAsync(bytes, stop);
        }
        catch
        {
            record.CountSent(-bytes.Length);
            throw;
        }

        _sent += bytes.Length;
    }

    private async Task CutAsync()
    {
        await http.Response.Body.FlushAsync(stop);
        if (!faults.Any(static f => f.Resets) && http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            // Closed in good order, so that all bytes before the cut arrive; the client then closes its side.
            socket.Shutdown(SocketShutdown.Send);
            await Task.WhenAny(Task.Delay(Farewell, stop));
        }

        http.Abort();
        throw new OperationCanceledException("The connection was cut on purpose.");
    }
}
