using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>Tells whether the caller may read the files.</summary>
internal static class AccessCall
{
    public static Task AnswerAsync(Exchange exchange)
    {
        Access.ToRead(exchange);
        return exchange.SendAsync(Repositories.StandInContent.Of("OK"u8.ToArray()), "text/plain; charset=utf-8");
    }
}
