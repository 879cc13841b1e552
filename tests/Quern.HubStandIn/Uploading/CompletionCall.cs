using System.Text.Json.Nodes;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>Puts the parts of an object together, if all are here and the client has their ETags. The address is signed, so no token is needed.</summary>
internal static class CompletionCall
{
    public static async Task AnswerAsync(Exchange exchange)
    {
        if (!exchange.Hub.Signatures.IsGood(exchange.Target.Raw))
        {
            throw new Refusal(403, "Request has expired");
        }

        var upload = exchange.Hub.Objects.Of(exchange.Route.Rest[0]);
        var body = await exchange.Body().JsonAsync();
        if (body.Text("oid") != upload.Oid)
        {
            throw new Refusal(400, "The oid is not that of the upload");
        }

        Check(upload, body.List("parts"));
        exchange.Hub.Objects.Complete(upload);
        await exchange.JsonAsync(new JsonObject { ["success"] = true });
    }

    private static void Check(Upload upload, JsonArray parts)
    {
        if (parts.Count != upload.PartCount)
        {
            throw new Refusal(400, $"{upload.PartCount} parts were expected, {parts.Count} are named");
        }

        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Number("partNumber") != i + 1)
            {
                throw new Refusal(400, "InvalidPartOrder");
            }

            if (upload.EtagOf(i + 1) is not { } etag || parts[i].Text("etag").Trim('"') != etag)
            {
                throw new Refusal(400, $"InvalidPart: part {i + 1} is not here, or its ETag is another");
            }
        }
    }
}
