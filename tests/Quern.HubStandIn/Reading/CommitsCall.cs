using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>Lists the commits that led to a revision, the newest first, a page at a time.</summary>
internal static class CommitsCall
{
    public static Task AnswerAsync(Exchange exchange)
    {
        var all = new List<JsonObject>();
        for (var commit = Access.Commit(exchange, Access.ToSee(exchange)); commit is not null; commit = commit.Parent)
        {
            all.Add(Line(commit));
        }

        return Pages.SendAsync(exchange, all);
    }

    private static JsonObject Line(StandInCommit commit) => new()
    {
        ["id"] = commit.Id,
        ["title"] = commit.Title,
        ["message"] = "",
        ["authors"] = new JsonArray(new JsonObject { ["user"] = "ann" }),
        ["date"] = commit.Date,
    };
}
