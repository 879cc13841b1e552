using System.Globalization;
using System.Text.Json.Nodes;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>Sends a long list a page at a time; each page but the last says in a Link header where the next one is.</summary>
internal static class Pages
{
    /// <summary>Answers with the page that the request asks for.</summary>
    public static Task SendAsync(Exchange exchange, IReadOnlyList<JsonObject> all)
    {
        var size = exchange.Hub.Settings.PageSize;
        if (exchange.Query("limit") is [var limit] && int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0)
        {
            size = Math.Min(size, asked);
        }

        var from = exchange.Query("cursor") is [var cursor] ? Place(cursor) : 0;
        var page = all.Skip(from).Take(size).ToList();
        if (from + page.Count < all.Count)
        {
            exchange.Headers.Link = $"<{Next(exchange, from + page.Count)}>; rel=\"next\"";
        }

        return exchange.JsonAsync(new JsonArray([.. page]));
    }

    // All parameters of the request are kept: the client is to follow the address as it stands.
    private static string Next(Exchange exchange, int from)
    {
        var kept = exchange.Target.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(static p => !p.StartsWith("cursor=", StringComparison.Ordinal));
        var cursor = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"from={from}"));
        return $"{exchange.Hub.Address}/{string.Join('/', exchange.Target.RawSegments)}?{string.Join('&', kept.Append("cursor=" + Uri.EscapeDataString(cursor)))}";
    }

    private static int Place(string cursor)
    {
        try
        {
            return int.Parse(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(cursor)).Split('=')[^1], NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new Refusal(400, "Invalid cursor");
        }
    }
}
