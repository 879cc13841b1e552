using System.Text.Json;
using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>Makes a commit of lines of JSON: a header, then a line for every file that changes.</summary>
internal static class CommitCall
{
    private const string LinesType = "application/x-ndjson";

    public static async Task AnswerAsync(Exchange exchange)
    {
        var asPull = exchange.Asks("create_pr");
        var dataset = asPull ? ToPropose(exchange) : Access.ToWrite(exchange);
        var branch = exchange.Route.Revision!;
        if (dataset.FindBranch(branch) is null)
        {
            throw Refusal.NoRevision(branch);
        }

        if (exchange.Request.ContentType?.StartsWith(LinesType, StringComparison.Ordinal) != true)
        {
            throw new Refusal(400, $"Content-Type must be {LinesType}");
        }

        var lines = Lines(await exchange.Body().BufferAsync());
        if (lines is not [var first, ..] || first.Text("key") != "header")
        {
            throw new Refusal(400, "The first line must be the header");
        }

        var header = first["value"];
        var pull = asPull ? $"refs/pr/{dataset.Branches.Keys.Count(static b => b.StartsWith("refs/pr/", StringComparison.Ordinal)) + 1}" : null;
        var commit = dataset.CommitOnto(branch, header.TextOrNull("parentCommit"), header.Text("summary"), Change, pull)
            ?? throw new Refusal(412, "A commit has happened since. Please refresh and try again.");
        await exchange.JsonAsync(Answer(exchange, dataset, commit, pull));

        void Change(CommitDraft draft) => lines.Skip(1).ToList().ForEach(l => CommitLine.Apply(exchange, dataset, draft, l));
    }

    // Whoever may read may propose.
    private static StandInDataset ToPropose(Exchange exchange)
    {
        var dataset = Access.ToRead(exchange);
        return (Access.Caller(exchange) ?? throw Refusal.NoToken()).MayWrite ? dataset : throw new Refusal(403, "This token is not good for writing.");
    }

    private static List<JsonNode> Lines(Stream body)
    {
        using var reader = new StreamReader(body);
        var lines = new List<JsonNode>();
        while (reader.ReadLine() is { } line)
        {
            try
            {
                lines.Add(JsonNode.Parse(line) ?? throw new JsonException());
            }
            catch (JsonException)
            {
                throw new Refusal(400, $"Line {lines.Count + 1} is not a JSON object");
            }
        }

        return lines;
    }

    private static JsonObject Answer(Exchange exchange, StandInDataset dataset, StandInCommit commit, string? pull)
    {
        var answer = new JsonObject
        {
            ["success"] = true,
            ["commitOid"] = commit.Id,
            ["commitUrl"] = $"{exchange.Hub.Address}/datasets/{dataset.Id}/commit/{commit.Id}",
            ["hookOutput"] = "",
        };
        if (pull is not null)
        {
            answer["pullRequestUrl"] = $"{exchange.Hub.Address}/datasets/{dataset.Id}/discussions/{pull.Split('/')[^1]}";
        }

        return answer;
    }
}
