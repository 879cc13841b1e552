using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Quern.HubStandIn.Counting;

namespace Quern.HubStandIn.Serving;

/// <summary>Where requests of both hosts arrive: each is noted, suffers its faults, and is answered.</summary>
internal sealed class Reception(StandInHub hub)
{
    private const string Bearer = "Bearer ";

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext http, OriginName origin)
    {
        var target = new Target(http.Features.Get<IHttpRequestFeature>()!.RawTarget);
        var route = origin == OriginName.Hub ? HubRoutes.Find(hub, http.Request.Method, target) : CdnRoutes.Find(http.Request, target);
        var record = Note(http.Request, origin, target, route);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, hub.Ending);
        var exchange = new Exchange(hub, http, record, target, route, hub.Faults.Befall(record), stop.Token);
        try
        {
            await AnswerAsync(exchange);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException or ObjectDisposedException)
        {
            exchange.Abort();
        }
        catch (Exception e)
        {
            // The stand-in itself is at fault; a test must not take that for an answer of the Hub.
            hub.Violated($"{record} could not be answered: {e}");
            exchange.Abort();
        }
        finally
        {
            record.End();
        }
    }

    private async Task AnswerAsync(Exchange exchange)
    {
        try
        {
            if (hub.Settings.Latency > TimeSpan.Zero)
            {
                await Task.Delay(hub.Settings.Latency, hub.Time, exchange.Stop);
            }

            var over = Head(exchange);
            await BeforeAsync(exchange);
            if (exchange.Faults.FirstOrDefault(static f => f is { Answer: not null, AfterWork: false })?.Answer is { } answer)
            {
                await exchange.CannedAsync(answer);
                return;
            }

            await (over ? throw new Refusal(429, "We had to rate limit you") : exchange.Route.Answer(exchange));
        }
        catch (Refusal refusal)
        {
            await exchange.RefuseAsync(refusal);
        }
    }

    // The headers that every answer bears; whether the quota is used up.
    private bool Head(Exchange exchange)
    {
        exchange.Headers["X-Request-Id"] = $"Root=1-{exchange.Record.Number:x8}";
        if (exchange.Record.Origin == OriginName.Cdn)
        {
            return false;
        }

        var (limit, policy, over) = hub.Quotas.Count(exchange.Route.Bucket);
        exchange.Headers["RateLimit"] = limit;
        exchange.Headers["RateLimit-Policy"] = policy;
        return over && hub.Settings.HoldsQuotas;
    }

    private static async Task BeforeAsync(Exchange exchange)
    {
        foreach (var fault in exchange.Faults)
        {
            fault.Before?.Invoke();
            if (fault is { StallAfter: null, Release: { } release })
            {
                await release.WaitAsync(exchange.Stop);
            }
        }
    }

    private RequestRecord Note(HttpRequest request, OriginName origin, Target target, Route route)
    {
        var authorization = request.Headers.Authorization.ToString();
        var record = new RequestRecord
        {
            Number = hub.Requests.NextNumber(),
            Origin = origin,
            Method = request.Method,
            Target = target.Raw,
            Range = NullIfEmpty(request.Headers.Range.ToString()),
            Token = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : NullIfEmpty(authorization),
            UserAgent = NullIfEmpty(request.Headers.UserAgent.ToString()),
            Kind = route.Kind,
            Dataset = route.Dataset,
            Revision = route.Revision,
            File = NullIfEmpty(route.Path),
            Part = route.Part,
        };
        hub.Requests.Add(record);
        return record;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
