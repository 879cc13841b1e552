using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quern.Hub.Cards;
using Quern.Running;

namespace Quern.Reports.Card;

/// <summary>What a step found out beyond counts, as far as it is of a kind that is known here: shares, and duplicates.</summary>
internal static class StepDetails
{
    /// <summary>The sections of a step; empty where it has none.</summary>
    public static string Of(StepLedger step) => Shares(step.Label, step.Details!) + Duplicates(step.Label, step.Details!);

    private static string Shares(string label, JsonObject details)
    {
        if (details["shares"] is not JsonArray { Count: > 0 } shares)
        {
            return "";
        }

        var table = new CardTable("Part", "#Rows", "#Requested", "#Achieved");
        foreach (var share in shares.OfType<JsonObject>())
        {
            table.Add(Text(share["name"]) is { } name ? CardMarkdown.Code(name) : "", Count(share["rows"]), Share(share["requested"]), Share(share["achieved"]));
        }

        return $"### Shares ({CardMarkdown.Code(label)})\n\n{table}";
    }

    private static string Duplicates(string label, JsonObject details)
    {
        if (Number(details["threshold"]) is not { } threshold || details["removed"] is not JsonObject removed)
        {
            return "";
        }

        var reasons = removed.Select(static r => (Reason: r.Key, Rows: Number(r.Value) ?? 0)).ToList();
        var list = reasons.Count == 0 ? "" : $" ({string.Join(", ", reasons.Select(static r => $"{CardTable.Number((long)r.Rows)} {CardMarkdown.Words(r.Reason)}"))})";
        var text = new StringBuilder($"### Duplicates ({CardMarkdown.Code(label)})\n\n");
        text.Append($"Rows with a Jaccard index of {threshold.ToString("0.####", CultureInfo.InvariantCulture)} or more are duplicates. ");
        var all = (long)reasons.Sum(static r => r.Rows);
        text.Append($"Of {Count(details["rows"])} rows compared, {CardTable.Number(all)} {(all == 1 ? "was" : "were")} removed{list}.");
        Say(text, details["known_rows"], "rows were there already and were compared with.");
        Say(text, details["no_text"], "rows have no text; they were kept and not compared.");
        text.Append(Text(details["guarantee"]) is { } guarantee ? $" {CardMarkdown.Words(guarantee)}" : "");
        return text.Append("\n\n").ToString();
    }

    private static void Say(StringBuilder text, JsonNode? node, string words) => text.Append(Number(node) is > 0 and var number ? $" {CardTable.Number((long)number)} {words}" : "");

    private static string Count(JsonNode? node) => Number(node) is { } number ? CardTable.Number((long)number) : "";

    // A share is a part of one; a step that was asked for a number of rows has more.
    private static string Share(JsonNode? node) => Number(node) switch
    {
        null => "",
        >= 0 and <= 1 and var share => CardTable.Share(share, 1),
        { } number => number.ToString("#,0.##", CultureInfo.InvariantCulture),
    };

    private static double? Number(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out double number) && Math.Abs(number) < 1e15 ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
