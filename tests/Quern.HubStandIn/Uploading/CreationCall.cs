using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>Creates a dataset.</summary>
internal static class CreationCall
{
    public static async Task AnswerAsync(Exchange exchange)
    {
        var caller = Access.Caller(exchange) ?? throw Refusal.NoToken();
        var body = await exchange.Body().JsonAsync();
        if (body.TextOrNull("type") != "dataset")
        {
            throw new Refusal(400, "\"type\" must be \"dataset\": the stand-in has nothing else");
        }

        var owner = body.TextOrNull("organization") ?? caller.Name;
        if (!caller.MayWrite || (owner != caller.Name && !caller.Organizations.Contains(owner, StringComparer.Ordinal)))
        {
            throw new Refusal(403, $"You don't have the rights to create a dataset under the namespace \"{owner}\"");
        }

        var dataset = new StandInDataset($"{owner}/{body.Text("name")}") { Private = IsPrivate(body) };
        dataset.LetWrite(caller.Name);
        var url = $"{exchange.Hub.Address}/datasets/{dataset.Id}";
        var answer = exchange.Hub.TryAdd(dataset)
            ? exchange.JsonAsync(new JsonObject { ["url"] = url, ["name"] = dataset.Id, ["id"] = dataset.Id })
            : exchange.JsonAsync(new JsonObject { ["error"] = "You already created this dataset repo", ["url"] = url }, status: 409);
        await answer;
    }

    private static bool IsPrivate(JsonObject body) => body.TextOrNull("visibility") switch
    {
        "private" => true,
        "public" => false,
        null => (bool?)body["private"] ?? false,
        var other => throw new Refusal(400, $"\"visibility\" must be public or private for a dataset, not {other}"),
    };
}
