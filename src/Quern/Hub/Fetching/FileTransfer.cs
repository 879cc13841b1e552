using System.Net;
using System.Net.Http.Headers;
using Quern.Hub.Calls;
using Quern.Rows;

namespace Quern.Hub.Fetching;

/// <summary>
/// Brings the bytes of a file here, over as many connections as it takes: one that is cut or stalls is followed by another
/// that asks for the rest.
/// </summary>
internal sealed class FileTransfer(HubHttp http, Uri address, CallSubject about, RepoFile file)
{
    private const int BlockSize = 256 << 10;

    // A connection that brings less than this is as good as none.
    private const double LeastBytesPerSecond = 1000;

    private readonly HubSettings _settings = http.Settings;

    /// <summary>Fills the file up.</summary>
    public async Task RunAsync(PartialFile part, Arrival arrival, CancellationToken cancel)
    {
        var furthest = part.Length;
        for (var attempt = 0; !part.IsWhole;)
        {
            var trouble = await TryConnectionAsync(part, arrival, cancel).ConfigureAwait(false);
            if (part.IsWhole)
            {
                return;
            }

            // Progress shows that it is worth going on.
            attempt = part.Length > furthest ? 0 : attempt + 1;
            furthest = Math.Max(furthest, part.Length);
            if (attempt > _settings.Retries)
            {
                throw new UnavailableFault(about.Say($"breaks off after {part.Length:N0} of {file.Bytes:N0} bytes ({trouble}), {attempt} times in a row. Run again to go on from there")) { MayPass = true };
            }

            await Task.Delay(RetryRule.Wait(attempt, _settings), _settings.Clock, cancel).ConfigureAwait(false);
        }
    }

    // Null when the connection brought all it promised; what that was worth, the length says.
    private async Task<string?> TryConnectionAsync(PartialFile part, Arrival arrival, CancellationToken cancel)
    {
        using var answer = await http.SendAsync(() => RequestFrom(part.Length), about, cancel).ConfigureAwait(false);
        RefuseAnother(answer);
        if (Misfit(answer, part.Length) is { } misfit)
        {
            return misfit;
        }

        if (answer.StatusCode != HttpStatusCode.PartialContent)
        {
            part.Restart();
        }

        using var body = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        return await CopyAsync(body, part, arrival, cancel).ConfigureAwait(false);
    }

    // What is plainly something else must not get among the bytes of the file, where only the checksum would find it.
    private string? Misfit(HttpResponseMessage answer, long from)
    {
        var headers = answer.Content.Headers;
        if (headers.ContentType?.MediaType == "text/html" && !file.Path.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
        {
            return "a web page came instead; does the network ask you to sign in?";
        }

        if (answer.StatusCode == HttpStatusCode.PartialContent)
        {
            return headers.ContentRange is { } range && (range.From != from || (range.HasLength && range.Length != file.Bytes))
                ? $"asked for bytes from {from:N0} on, the answer holds {range}"
                : null;
        }

        return headers.ContentLength is { } length && length != file.Bytes ? $"an answer of {length:N0} bytes came" : null;
    }

    private HttpRequestMessage RequestFrom(long start)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (start > 0)
        {
            request.Headers.Range = new RangeHeaderValue(start, null);
        }

        return request;
    }

    // Bytes of another file must not be put behind those that are here.
    private void RefuseAnother(HttpResponseMessage answer)
    {
        if (LinkedFile.EtagOf(answer) is { } etag && RepoName.IsEtag(etag) && etag != file.Etag)
        {
            throw new UnavailableFault(about.Say($"is another file than its listing says (etag {etag} instead of {file.Etag}): it changed meanwhile. Run again"));
        }
    }

    private async Task<string?> CopyAsync(Stream body, PartialFile part, Arrival arrival, CancellationToken cancel)
    {
        var block = new byte[BlockSize];
        var watch = new StallWatch(_settings);
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        while (!part.IsWhole)
        {
            stalled.CancelAfter(_settings.StallTimeout);
            int read;
            try
            {
                read = await body.ReadAsync(block, stalled.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return $"nothing came for {_settings.StallTimeout.TotalSeconds:0} s";
            }
            catch (Exception e) when (HubHttp.IsNoAnswer(e))
            {
                // Caught around the read alone: a write that fails is the disk's trouble.
                return Refusal.Why(e);
            }

            if (read == 0)
            {
                return $"the answer ended {file.Bytes - part.Length:N0} bytes early";
            }

            part.Append(block.AsSpan(0, read));
            arrival.Reach(part.Length);
            if (watch.IsTooSlow(read, LeastBytesPerSecond))
            {
                return "hardly anything came";
            }
        }

        return null;
    }

    /// <summary>Notices a connection that trickles.</summary>
    private sealed class StallWatch(HubSettings settings)
    {
        private long _since = settings.Clock.GetTimestamp();
        private long _bytes;

        public bool IsTooSlow(int read, double leastBytesPerSecond)
        {
            _bytes += read;
            var passed = settings.Clock.GetElapsedTime(_since);
            if (passed < settings.StallTimeout)
            {
                return false;
            }

            var slow = _bytes < leastBytesPerSecond * passed.TotalSeconds;
            (_since, _bytes) = (settings.Clock.GetTimestamp(), 0);
            return slow;
        }
    }
}
