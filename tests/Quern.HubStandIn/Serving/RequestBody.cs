using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;

namespace Quern.HubStandIn.Serving;

/// <summary>What a request brings along: counted, held to the pace, and cut where a fault asks for it.</summary>
internal sealed class RequestBody(Stream body, RequestRecord record, IReadOnlyList<Fault> faults, Pace pace, CancellationToken stop)
{
    private const int MostAtOnce = 1 << 18;

    private readonly long? _cut = faults.Min(static f => f.CutUploadAfter);

    /// <summary>Hands all bytes on as they come.</summary>
    public async Task ReadAsync(Action<ReadOnlyMemory<byte>> take)
    {
        record.BodyRead = true;
        var buffer = ArrayPool<byte>.Shared.Rent(MostAtOnce);
        try
        {
            for (var count = await NextAsync(buffer); count > 0; count = await NextAsync(buffer))
            {
                take(buffer.AsMemory(0, count));
                await pace.AfterAsync(count, stop);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Takes all bytes in and leaves them.</summary>
    public Task SkipAsync() => ReadAsync(static _ => { });

    /// <summary>All bytes; for bodies that are small by their nature.</summary>
    public async Task<MemoryStream> BufferAsync()
    {
        var all = new MemoryStream();
        await ReadAsync(b => all.Write(b.Span));
        all.Position = 0;
        return all;
    }

    /// <summary>The body as a JSON object.</summary>
    public async Task<JsonObject> JsonAsync()
    {
        try
        {
            return JsonNode.Parse(await BufferAsync()) as JsonObject ?? throw new Refusal(400, "Expected a JSON object");
        }
        catch (JsonException)
        {
            throw new Refusal(400, "Expected a JSON object");
        }
    }

    private async Task<int> NextAsync(byte[] buffer)
    {
        var room = _cut is { } cut ? (int)Math.Min(MostAtOnce, cut - record.BytesReceived) : MostAtOnce;
        if (room <= 0)
        {
            throw new OperationCanceledException("The upload was cut on purpose.");
        }

        var count = await body.ReadAsync(buffer.AsMemory(0, Math.Min(room, pace.Slice(MostAtOnce))), stop);
        record.CountReceived(count);
        return count;
    }
}
