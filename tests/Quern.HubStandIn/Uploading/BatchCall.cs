using System.Globalization;
using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>
/// Tells where to send objects: whole to one address, or in parts to one address each. An object that is here already
/// has no actions.
/// </summary>
internal static class BatchCall
{
    private const string LfsType = "application/vnd.git-lfs+json";
    private const int OidLength = 64;

    public static async Task AnswerAsync(Exchange exchange)
    {
        var dataset = Access.ToWrite(exchange);
        if (exchange.Request.ContentType?.StartsWith(LfsType, StringComparison.Ordinal) != true)
        {
            throw new Refusal(415, $"Content-Type must be {LfsType}");
        }

        var body = await exchange.Body().JsonAsync();
        // Clients spell the algorithm in either way.
        if (body.Text("operation") != "upload" || body.TextOrNull("hash_algo") is not (null or "sha256" or "sha_256"))
        {
            throw new Refusal(400, "Only uploads named by SHA-256 are known");
        }

        var parts = body["transfers"] is JsonArray transfers && transfers.Any(static t => (string?)t == "multipart");
        var objects = body.List("objects").Select(o => Object(exchange, dataset, o.Text("oid"), o.Number("size"), parts)).ToList();
        var answer = new JsonObject
        {
            ["transfer"] = objects.Exists(static o => o["actions"]?["upload"]?["header"]?["chunk_size"] is not null) ? "multipart" : "basic",
            ["objects"] = new JsonArray([.. objects]),
        };
        await exchange.JsonAsync(answer, type: LfsType);
    }

    private static JsonObject Object(Exchange exchange, StandInDataset dataset, string oid, long size, bool parts)
    {
        var answer = new JsonObject { ["oid"] = oid, ["size"] = size };
        if (oid.Length != OidLength || !oid.All(char.IsAsciiHexDigitLower))
        {
            answer["error"] = new JsonObject { ["code"] = 422, ["message"] = "The oid is not a SHA-256 in hex" };
            return answer;
        }

        if (exchange.Hub.Objects.Find(dataset, oid) is null)
        {
            var inParts = parts && size > exchange.Hub.Settings.PartsAbove;
            var upload = exchange.Hub.Objects.Begin(dataset.Id, oid, size, inParts ? exchange.Hub.Settings.PartLength : null);
            answer["authenticated"] = true;
            answer["actions"] = new JsonObject
            {
                ["upload"] = inParts ? PartsAction(exchange, upload) : WholeAction(exchange, upload),
                ["verify"] = new JsonObject { ["href"] = $"{exchange.Hub.Address}/datasets/{dataset.Id}.git/info/lfs/verify" },
            };
        }

        return answer;
    }

    private static JsonObject WholeAction(Exchange exchange, Upload upload) => new()
    {
        ["href"] = PartAddress(exchange, upload, 0),
        ["header"] = new JsonObject(exchange.Hub.Settings.UploadHeaders.Select(static h => KeyValuePair.Create<string, JsonNode?>(h.Key, h.Value))),
    };

    private static JsonObject PartsAction(Exchange exchange, Upload upload)
    {
        var header = new JsonObject { ["chunk_size"] = upload.PartLength.ToString(CultureInfo.InvariantCulture) };
        for (var number = 1; number <= upload.PartCount; number++)
        {
            // The Hub pads the numbers; a client has to order them as numbers or as text, either will do.
            header[number.ToString("D5", CultureInfo.InvariantCulture)] = PartAddress(exchange, upload, number);
        }

        var complete = exchange.Hub.Signatures.Sign($"/datasets/{upload.Dataset}.git/info/lfs/complete/{upload.Id}?oid={upload.Oid}");
        return new JsonObject { ["href"] = exchange.Hub.Address + complete, ["header"] = header };
    }

    private static string PartAddress(Exchange exchange, Upload upload, int number)
        => exchange.Hub.CdnAddress + exchange.Hub.Signatures.Sign($"/uploads/{upload.Id}/{number}?dataset={Uri.EscapeDataString(upload.Dataset)}");
}
