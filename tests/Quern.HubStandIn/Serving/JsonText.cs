using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quern.HubStandIn.Serving;

/// <summary>JSON as the Hub writes it: on one line, and no more escaped than need be.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of a node.</summary>
    public static byte[] Of(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Plain);

    /// <summary>An array of strings.</summary>
    public static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(static t => (JsonNode)t)];
}
