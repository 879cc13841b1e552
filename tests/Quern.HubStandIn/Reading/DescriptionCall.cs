using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>Describes a dataset at a revision.</summary>
internal static class DescriptionCall
{
    public static Task AnswerAsync(Exchange exchange)
    {
        var dataset = Access.ToSee(exchange);
        var commit = Access.Commit(exchange, dataset);
        var wanted = exchange.Query("expand").Concat(exchange.Query("expand[]")).ToList();
        if (wanted.Count > 0 && exchange.Asks("blobs"))
        {
            throw new Refusal(400, "expand and blobs cannot be used together");
        }

        var all = Describe(dataset, commit, exchange.Asks("blobs"));
        if (wanted.Count > 0)
        {
            all.Where(p => p.Key is not ("_id" or "id") && !wanted.Contains(p.Key)).Select(static p => p.Key).ToList().ForEach(k => all.Remove(k));
        }

        return exchange.JsonAsync(all);
    }

    private static JsonObject Describe(StandInDataset dataset, StandInCommit commit, bool blobs)
    {
        var length = commit.Files.Values.Sum(static f => f.Length);
        return new JsonObject
        {
            ["_id"] = ContentNames.IdOf(dataset.Id)[..24],
            ["id"] = dataset.Id,
            ["author"] = dataset.Owner,
            ["sha"] = commit.Id,
            ["lastModified"] = commit.Date,
            ["private"] = dataset.Private,
            ["gated"] = dataset.Gate switch { Gate.Auto => "auto", Gate.Manual => "manual", _ => JsonValue.Create(false) },
            ["disabled"] = dataset.Disabled,
            ["tags"] = new JsonArray(),
            ["cardData"] = dataset.CardFields?.DeepClone(),
            ["downloads"] = 0,
            ["likes"] = 0,
            ["createdAt"] = "2024-01-01T00:00:00.000Z",
            ["siblings"] = new JsonArray([.. commit.Files.Values.Select(f => Sibling(f, blobs))]),
            ["mainSize"] = length,
            ["usedStorage"] = length,
        };
    }

    private static JsonObject Sibling(StandInFile file, bool blobs)
    {
        var sibling = new JsonObject { ["rfilename"] = file.Path };
        if (blobs)
        {
            sibling["blobId"] = file.BlobId;
            sibling["size"] = file.Length;
            if (file.Sha256 is not null)
            {
                sibling["lfs"] = new JsonObject { ["sha256"] = file.Sha256, ["size"] = file.Length, ["pointerSize"] = file.PointerLength };
            }
        }

        return sibling;
    }
}
