using System.Text.Json.Nodes;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>Tells whether an object has arrived whole.</summary>
internal static class VerificationCall
{
    public static async Task AnswerAsync(Exchange exchange)
    {
        var dataset = Access.ToWrite(exchange);
        var body = await exchange.Body().JsonAsync();
        var found = exchange.Hub.Objects.Find(dataset, body.Text("oid")) ?? throw new Refusal(404, "The object is not here");
        await (found.Length == body.Number("size") ? exchange.JsonAsync(new JsonObject()) : throw new Refusal(422, $"The object is {found.Length} bytes long"));
    }
}
