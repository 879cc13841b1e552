using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>Tells what is known of the paths that the request names, as a form or as JSON; paths that are not there are left out.</summary>
internal static class PathsCall
{
    public static async Task AnswerAsync(Exchange exchange)
    {
        var commit = Access.Commit(exchange, Access.ToSee(exchange));
        var (paths, expand) = exchange.Request.HasFormContentType ? await FormAsync(exchange) : Object(await exchange.Body().JsonAsync());
        var entries = paths.Select(p => Entries.At(commit, p.Trim('/'), exchange.Hub.Settings.NamesXet, expand)).OfType<JsonNode>();
        await exchange.JsonAsync(new JsonArray([.. entries]));
    }

    private static async Task<(IEnumerable<string> Paths, bool Expand)> FormAsync(Exchange exchange)
    {
        using var reader = new FormReader(await exchange.Body().BufferAsync());
        var form = await reader.ReadFormAsync(exchange.Stop);
        return (form.GetValueOrDefault("paths").OfType<string>(), form.GetValueOrDefault("expand").ToString() is "true" or "True");
    }

    private static (IEnumerable<string> Paths, bool Expand) Object(JsonObject body)
        => (body["paths"]?.AsArray().Select(static p => (string)p!) ?? [], (bool?)body["expand"] ?? false);
}
