using System.Text.Json.Nodes;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>Tells whose token came along, and what it is good for.</summary>
internal static class WhoAmICall
{
    public static Task AnswerAsync(Exchange exchange)
    {
        var caller = Access.Caller(exchange) ?? throw Refusal.NoToken();
        var token = new JsonObject { ["displayName"] = "test", ["role"] = caller.MayWrite ? "write" : "read" };
        return exchange.JsonAsync(new JsonObject
        {
            ["type"] = "user",
            ["name"] = caller.Name,
            ["fullname"] = caller.Name,
            ["orgs"] = new JsonArray(),
            ["auth"] = new JsonObject { ["type"] = "access_token", ["accessToken"] = token },
        });
    }
}
