using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>Lists a folder, a page at a time.</summary>
internal static class TreeCall
{
    public static Task AnswerAsync(Exchange exchange)
    {
        var commit = Access.Commit(exchange, Access.ToSee(exchange));
        var entries = Entries.Below(commit, exchange.Route.Path, exchange.Asks("recursive"), exchange.Hub.Settings.NamesXet, exchange.Asks("expand"));
        return Pages.SendAsync(exchange, entries ?? throw Refusal.NoEntry());
    }
}
