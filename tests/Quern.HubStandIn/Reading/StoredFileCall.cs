using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>The second host sends a large file, or a range of it.</summary>
internal static class StoredFileCall
{
    public static Task AnswerAsync(Exchange exchange)
    {
        var route = exchange.Route;
        var file = exchange.Hub.Find(route.Dataset!)?.Find(route.Revision!)?.Files.GetValueOrDefault(route.Path) ?? throw new Refusal(404, "NoSuchKey");
        return FileAnswer.SendAsync(exchange, file.Content, route.Rest[0]);
    }
}
