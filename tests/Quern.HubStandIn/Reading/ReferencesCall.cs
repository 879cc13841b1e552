using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>Lists branches, converted branches, tags and, when asked, pull requests.</summary>
internal static class ReferencesCall
{
    private const string Heads = "refs/heads/";
    private const string Converts = "refs/convert/";
    private const string Pulls = "refs/pr/";

    public static Task AnswerAsync(Exchange exchange)
    {
        var dataset = Access.ToSee(exchange);
        var answer = new JsonObject
        {
            ["tags"] = new JsonArray([.. dataset.Tags.Select(static t => Reference(t.Key, $"refs/tags/{t.Key}", t.Value))]),
            ["branches"] = Below(dataset, Heads),
            ["converts"] = Below(dataset, Converts),
        };
        if (exchange.Asks("include_prs"))
        {
            answer["pullRequests"] = Below(dataset, Pulls);
        }

        return exchange.JsonAsync(answer);
    }

    private static JsonArray Below(StandInDataset dataset, string prefix)
        => [.. dataset.Branches.Where(b => b.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(b => Reference(b.Key[prefix.Length..], b.Key, b.Value))];

    private static JsonNode Reference(string name, string full, StandInCommit commit)
        => new JsonObject { ["name"] = name, ["ref"] = full, ["targetCommit"] = commit.Id };
}
