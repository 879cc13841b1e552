using System.Text.Json.Nodes;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>Fields of a JSON body, refused with 400 where one is missing or of another kind.</summary>
internal static class BodyFields
{
    /// <summary>A string that must be there.</summary>
    public static string Text(this JsonNode? node, string name)
        => node is JsonObject o && o[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Wrong(name, "a string");

    /// <summary>A string that may be missing or null.</summary>
    public static string? TextOrNull(this JsonNode? node, string name) => node is JsonObject o && o[name] is not null ? node.Text(name) : null;

    /// <summary>A number that must be there and not below zero.</summary>
    public static long Number(this JsonNode? node, string name)
        => node is JsonObject o && o[name] is JsonValue value && value.TryGetValue<long>(out var number) && number >= 0 ? number : throw Wrong(name, "a number of bytes");

    /// <summary>An array that must be there.</summary>
    public static JsonArray List(this JsonNode? node, string name) => node is JsonObject o && o[name] is JsonArray list ? list : throw Wrong(name, "an array");

    private static Refusal Wrong(string name, string kind) => new(400, $"\"{name}\" must be {kind}");
}
