using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>
/// Lists the files of the converted branch by config and split; the address of one of them leads by a redirect to the file.
/// Files lie at <c>config/split/0000.parquet</c>.
/// </summary>
internal static class ParquetCall
{
    private const string Revision = "refs/convert/parquet";

    public static Task AnswerAsync(Exchange exchange)
    {
        var dataset = Access.ToRead(exchange);
        var commit = dataset.Find(Revision) ?? throw Refusal.NoRevision(Revision);
        var files = commit.Files.Keys.Select(static k => k.Split('/')).Where(static p => p is [_, _, var file] && file.EndsWith(".parquet", StringComparison.Ordinal)).ToList();
        return exchange.Route.Rest switch
        {
            [] => exchange.JsonAsync(ByName(files, 0, c => Splits(exchange, dataset, files, c))),
            [var config] when Has(files, config) => exchange.JsonAsync(Splits(exchange, dataset, files, config)),
            [var config, var split] when Has(files, config, split) => exchange.JsonAsync(Urls(exchange, dataset, files, config, split)),
            [var config, var split, var file] => SendToFile(dataset, files, config, split, file),
            _ => throw Refusal.NoEntry(),
        };
    }

    private static JsonObject Splits(Exchange exchange, StandInDataset dataset, List<string[]> files, string config)
        => ByName([.. files.Where(f => f[0] == config)], 1, s => Urls(exchange, dataset, files, config, s));

    private static JsonObject ByName(List<string[]> files, int part, Func<string, JsonNode> value)
        => new(files.Select(f => f[part]).Distinct(StringComparer.Ordinal).Select(n => KeyValuePair.Create<string, JsonNode?>(n, value(n))));

    private static JsonArray Urls(Exchange exchange, StandInDataset dataset, List<string[]> files, string config, string split)
        => JsonText.Strings(Enumerable.Range(0, files.Count(f => f[0] == config && f[1] == split))
            .Select(n => $"{exchange.Hub.Address}/api/datasets/{dataset.Id}/parquet/{Uri.EscapeDataString(config)}/{Uri.EscapeDataString(split)}/{n}.parquet"));

    private static Task SendToFile(StandInDataset dataset, List<string[]> files, string config, string split, string file)
    {
        var those = files.Where(f => f[0] == config && f[1] == split).ToList();
        return int.TryParse(Path.GetFileNameWithoutExtension(file), out var number) && number >= 0 && number < those.Count
            ? throw new Refusal(302, "Moved") { Location = $"/datasets/{dataset.Id}/resolve/refs%2Fconvert%2Fparquet/{string.Join('/', those[number].Select(Uri.EscapeDataString))}" }
            : throw Refusal.NoEntry();
    }

    private static bool Has(List<string[]> files, string config, string? split = null) => files.Exists(f => f[0] == config && (split is null || f[1] == split));
}
