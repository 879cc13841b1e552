using System.Globalization;
using System.Text.Json.Nodes;
using Quern.Running;
using Spectre.Console;

namespace Quern.Cli.Screen;

/// <summary>Tells people how the rows were shared out: what was asked for, and what came of it.</summary>
internal static class SharesScreen
{
    private const int LongestName = 60;

    /// <summary>The result of a verb that mixes or splits.</summary>
    public static void Show(Terminal terminal, string verb, RunResult result, bool json, TimeSpan took)
    {
        if (json)
        {
            RunJsonText.Print(verb, result, took);
            return;
        }

        // Standard output may hold the rows.
        foreach (var step in result.Ledger.Steps)
        {
            if (step.Details?["shares"] is JsonArray shares)
            {
                terminal.Error.Write(Table(shares));
            }
        }

        RunSummary.SayVerb(terminal, result, took);
    }

    private static Table Table(JsonArray shares)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("").AddColumn("rows", static c => c.Alignment = Justify.Right).AddColumn("requested", static c => c.Alignment = Justify.Right).AddColumn("achieved", static c => c.Alignment = Justify.Right);
        var hasEpochs = shares.Any(static s => (double?)s!["epochs"] > 1);
        if (hasEpochs)
        {
            table.AddColumn("epochs", static c => c.Alignment = Justify.Right);
        }

        foreach (var share in shares.OfType<JsonObject>())
        {
            string[] cells = [Markup.Escape(Printable.Line((string)share["name"]!, LongestName)), Amount.Rows((long)share["rows"]!), Percent(share["requested"]), Percent(share["achieved"])];
            table.AddRow(hasEpochs ? [.. cells, ((double)share["epochs"]!).ToString("0.##", CultureInfo.InvariantCulture)] : cells);
        }

        return table;
    }

    private static string Percent(JsonNode? share) => share is null ? "" : ((double)share).ToString("0.00%", CultureInfo.InvariantCulture);
}
