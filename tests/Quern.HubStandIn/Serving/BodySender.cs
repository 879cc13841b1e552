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
    private const int MostAtOnce = 1 << 18;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly long? _cut = faults.Min(static f => f.CutAfter);
    private readonly long? _stall = faults.Min(static f => f.StallAfter);
    private readonly long? _wrong = faults.Min(static f => f.WrongByte);
    private readonly Fault? _drip = faults.FirstOrDefault(static f => f.DripBytes is not null);
    private long _sent;

    /// <summary>Sends a part of some content.</summary>
    public async Task SendAsync(StandInContent content, ByteRange part)
    {
        for (var next = await NextAsync(part.Length); next > 0; next = await NextAsync(part.Length))
        {
            await WriteAsync(content, part.From + _sent, next);
            await pace.AfterAsync(next, stop);
        }

        if (faults.Any(static f => f.LengthOff > 0))
        {
            await CutAsync();
        }
    }

    // How many bytes go next, once a stall, a cut or the pause of a drip has been seen to; 0 at the end.
    private async Task<int> NextAsync(long length)
    {
        if (_stall == _sent)
        {
            await http.Response.BodyWriter.FlushAsync(stop);
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

    // Read straight into the memory from which the system takes it. Counted before it goes: whoever has received the bytes
    // must find them counted.
    private async Task WriteAsync(StandInContent content, long from, int count)
    {
        Fill(content, from, http.Response.BodyWriter.GetSpan(count)[..count]);
        http.Response.BodyWriter.Advance(count);
        record.CountSent(count);
        try
        {
            await http.Response.BodyWriter.FlushAsync(stop);
        }
        catch
        {
            record.CountSent(-count);
            throw;
        }

        _sent += count;
    }

    private void Fill(StandInContent content, long from, Span<byte> bytes)
    {
        for (var read = 0; read < bytes.Length;)
        {
            read += content.Read(from + read, bytes[read..]) is var count and > 0 ? count : throw new IOException("A file of the stand-in has become shorter.");
        }

        if (_wrong is { } wrong && wrong >= _sent && wrong < _sent + bytes.Length)
        {
            bytes[(int)(wrong - _sent)] ^= 0xFF;
        }
    }

    private async Task CutAsync()
    {
        await http.Response.BodyWriter.FlushAsync(stop);
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
