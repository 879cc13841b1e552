using Quern.HubStandIn.Repositories;

namespace Quern.HubStandIn.Serving;

/// <summary>Who may see, read and change a dataset. The Hub hides what exists from those who may not know of it.</summary>
internal static class Access
{
    /// <summary>The user whose token came along; null when none came.</summary>
    public static StandInUser? Caller(Exchange exchange)
        => exchange.Record.Token is not { } token ? null : exchange.Hub.UserOf(token) ?? throw Refusal.BadToken();

    /// <summary>The dataset that the request names, for reading what is known of it.</summary>
    public static StandInDataset ToSee(Exchange exchange)
    {
        var caller = Caller(exchange);
        var id = exchange.Route.Dataset!;
        if (exchange.Hub.NewName(id) is { } renamed)
        {
            throw Refusal.Moved(Moved(exchange, id, renamed));
        }

        var dataset = exchange.Hub.Find(id);
        if (dataset is null || (dataset.Private && !dataset.IsReader(caller?.Name)))
        {
            throw caller is null ? Refusal.NoToken() : Refusal.NoRepository();
        }

        return dataset.Disabled ? throw new Refusal(403, "Access to this resource is disabled.") : dataset;
    }

    /// <summary>The dataset that the request names, for reading its files.</summary>
    public static StandInDataset ToRead(Exchange exchange)
    {
        var dataset = ToSee(exchange);
        var caller = Caller(exchange);
        if (dataset.Gate == Gate.None || dataset.IsReader(caller?.Name))
        {
            return dataset;
        }

        throw caller is null
            ? new Refusal(401, $"Access to dataset {dataset.Id} is restricted. You must have access to it and be authenticated to access it. Please log in.", "GatedRepo")
            : new Refusal(403, $"Access to dataset {dataset.Id} is restricted and you are not in the authorized list. Visit {exchange.Hub.Address}/datasets/{dataset.Id} to ask for access.", "GatedRepo");
    }

    /// <summary>The dataset that the request names, for changing it.</summary>
    public static StandInDataset ToWrite(Exchange exchange)
    {
        var dataset = ToSee(exchange);
        var caller = Caller(exchange) ?? throw Refusal.NoToken();
        return caller.MayWrite && dataset.IsWriter(caller.Name)
            ? dataset
            : throw new Refusal(403, $"You don't have the rights to write to {dataset.Id} with this token.");
    }

    /// <summary>The commit that the request names, in the dataset.</summary>
    public static StandInCommit Commit(Exchange exchange, StandInDataset dataset)
    {
        var revision = exchange.Route.Revision ?? "main";
        return dataset.Find(revision) ?? throw Refusal.NoRevision(revision);
    }

    // The same address with the new name in it; relative, so that a client may follow it with its token.
    private static string Moved(Exchange exchange, string oldId, string newId)
    {
        var segments = exchange.Target.RawSegments;
        var at = exchange.Route.IdAt;
        var ending = exchange.Target.Segments[at + oldId.Count(static c => c == '/')].EndsWith(".git", StringComparison.Ordinal) ? ".git" : "";
        var behind = segments[(at + 1 + oldId.Count(static c => c == '/'))..];
        return "/" + string.Join('/', [.. segments[..at], newId + ending, .. behind]) + exchange.Target.Query;
    }
}
