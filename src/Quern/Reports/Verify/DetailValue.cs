using System.Text.Json.Nodes;

namespace Quern.Reports.Verify;

/// <summary>Reads what steps left in a ledger, which somebody may have changed since.</summary>
internal static class DetailValue
{
    /// <summary>A text; null where it is none.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number; null where it is none.</summary>
    public static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
