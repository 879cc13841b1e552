using Quern.Hub.Calls;

namespace Quern.Hub.Push;

/// <summary>Sends a large file in parts, a few at once, and ends it by naming them all.</summary>
internal static class PartedUpload
{
    /// <summary>Sends it; what it gives back is why the store did not take it.</summary>
    public static async Task<StoreRefusal?> SendAsync(
        HubHttp http, CallSubject about, LargeFile file, UploadAction action, long length, PushLimits limits, PushProgress progress, CancellationToken cancel)
    {
        var meters = action.Parts.Select(_ => new SliceMeter(progress)).ToArray();
        var etags = new string?[action.Parts.Count];
        StoreRefusal? refused = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var options = new ParallelOptions { MaxDegreeOfParallelism = limits.AtOnce, CancellationToken = stop.Token };
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, etags.Length), options, async (part, token) =>
            {
                var begin = part * length;
                var piece = Math.Min(length, file.File.Bytes - begin);
                using var answer = await http.TrySendAsync(
                    () => new HttpRequestMessage(HttpMethod.Put, action.Parts[part]) { Content = new SliceBody(file.File, begin, piece, meters[part]) }, about, token).ConfigureAwait(false);
                etags[part] = answer.IsSuccessStatusCode && answer.Headers.TryGetValues("ETag", out var values) ? values.FirstOrDefault() : null;
                if (etags[part] is null && Interlocked.CompareExchange(ref refused, StoreRefusal.Of(answer, about), null) is null)
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (refused is not null && !cancel.IsCancellationRequested)
        {
            // The other parts were stopped because one is lost.
        }

        refused ??= await EndAsync(http, about, file, action, etags, cancel).ConfigureAwait(false);
        if (refused is not null)
        {
            Array.ForEach(meters, static m => m.Restart());
        }

        return refused;
    }

    private static async Task<StoreRefusal?> EndAsync(HubHttp http, CallSubject about, LargeFile file, UploadAction action, string?[] etags, CancellationToken cancel)
    {
        var body = JsonBody.Object(json =>
        {
            json.WriteString("oid", file.Sha256);
            json.WriteStartArray("parts");
            for (var i = 0; i < etags.Length; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("partNumber", i + 1);
                json.WriteString("etag", etags[i]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        using var answer = await http.TrySendAsync(
            () => action.Upload.Make(HttpMethod.Post, new JsonBody(body, ObjectQuestion.MediaType)), about, cancel).ConfigureAwait(false);
        return answer.IsSuccessStatusCode ? null : StoreRefusal.Of(answer, about);
    }
}
