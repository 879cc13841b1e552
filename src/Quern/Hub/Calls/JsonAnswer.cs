using System.Text.Json;
using System.Text.RegularExpressions;
using Quern.Rows;

namespace Quern.Hub.Calls;

/// <summary>An answer of the Hub that is JSON, with the address of the next page where there is one.</summary>
internal sealed partial class JsonAnswer : IDisposable
{
    private JsonAnswer(JsonDocument body, Uri? next)
    {
        Body = body;
        Next = next;
    }

    /// <summary>The answer.</summary>
    public JsonDocument Body { get; }

    /// <summary>Where the answer goes on; it is followed as it stands.</summary>
    public Uri? Next { get; }

    /// <summary>
    /// Asks. The body is a part of the answer here: when it breaks off or is not JSON (a proxy's error page), the question
    /// is put again.
    /// </summary>
    public static async Task<JsonAnswer> AskAsync(HubHttp http, Func<HttpRequestMessage> make, CallSubject about, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var answer = await http.SendAsync(make, about, cancel).ConfigureAwait(false);
            try
            {
                return new JsonAnswer(await BodyAsync(answer, http.Settings, cancel).ConfigureAwait(false), NextOf(answer));
            }
            catch (Exception e) when (e is JsonException or HttpRequestException or IOException or TimeoutException)
            {
                if (attempt >= http.Settings.Retries)
                {
                    throw Broken(answer, about, e, http.Settings);
                }
            }

            await Task.Delay(RetryRule.Wait(attempt, http.Settings), http.Settings.Clock, cancel).ConfigureAwait(false);
        }
    }

    public void Dispose() => Body.Dispose();

    /// <summary>The body of an answer as JSON, waited for as long as for an answer.</summary>
    public static async Task<JsonDocument> BodyAsync(HttpResponseMessage answer, HubSettings settings, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(settings.AnswerTimeout);
        try
        {
            using var body = await answer.Content.ReadAsStreamAsync(timeout.Token).ConfigureAwait(false);
            return await JsonDocument.ParseAsync(body, default, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {settings.AnswerTimeout.TotalSeconds:0} s", e);
        }
    }

    private static UnavailableFault Broken(HttpResponseMessage answer, CallSubject about, Exception e, HubSettings settings)
        => new(about.Say($"{about.Cannot}: what {settings.Endpoint.Host} answers {(e is JsonException ? "is not JSON" + Type(answer) : "breaks off")} ({Refusal.Why(e)}). Is HF_ENDPOINT a Hub, and is no proxy in between?"), e) { MayPass = true };

    private static string Type(HttpResponseMessage answer)
        => answer.Content.Headers.ContentType?.MediaType is { } type && type != "application/json" ? $" but {type}" : "";

    private static Uri? NextOf(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Link", out var links))
        {
            return null;
        }

        var next = NextLink().Match(string.Join(", ", links));
        return next.Success && Uri.TryCreate(answer.RequestMessage!.RequestUri!, next.Groups["address"].Value, out var address) ? address : null;
    }

    [GeneratedRegex("<(?<address>[^>]*)>\\s*;[^,]*\\brel=\"?next\"?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextLink();
}
