using Microsoft.AspNetCore.Http;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Reading;
using Quern.HubStandIn.Uploading;

namespace Quern.HubStandIn.Serving;

/// <summary>The calls that the second host answers. Each address must be signed, and no token may come along.</summary>
internal static class CdnRoutes
{
    /// <summary>What a request asks for.</summary>
    public static Route Find(HttpRequest request, Target target)
    {
        var route = Named(request, target);
        return route with { Answer = x => CheckedAsync(x, route.Answer) };
    }

    private static Route Named(HttpRequest request, Target target) => (request.Method, target.Segments) switch
    {
        ("GET" or "HEAD", ["objects", var oid]) => new(request.Method == "GET" ? RequestKind.File : RequestKind.Resolve, StoredFileCall.AnswerAsync)
        {
            Dataset = request.Query["dataset"],
            Revision = request.Query["commit"],
            Path = request.Query["path"].ToString(),
            Rest = [oid],
        },
        ("PUT", ["uploads", var upload, var part]) when int.TryParse(part, out var number) => new(RequestKind.Part, PartCall.AnswerAsync)
        {
            Dataset = request.Query["dataset"],
            Part = number,
            Rest = [upload],
        },
        _ => new(RequestKind.Other, static _ => throw new Refusal(404, "NoSuchKey")),
    };

    private static Task CheckedAsync(Exchange exchange, Func<Exchange, Task> answer)
    {
        if (exchange.Record.Token is not null)
        {
            exchange.Hub.Violated($"{exchange.Record.Method} {exchange.Target.Raw} came to the second host with an Authorization header.");
            throw new Refusal(400, "Only one auth mechanism allowed");
        }

        return exchange.Hub.Signatures.IsGood(exchange.Target.Raw) ? answer(exchange) : throw new Refusal(403, "Request has expired");
    }
}
