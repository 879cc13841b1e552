using System.Text.Json;

namespace Quern.Hub.Calls;

/// <summary>Parts of an answer that may be of any kind: what is not there, or is something else, is null and no failure.</summary>
internal static class JsonParts
{
    /// <summary>A member of an object.</summary>
    public static JsonElement? Member(this JsonElement of, string name)
        => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A member that is text.</summary>
    public static string? Text(this JsonElement of, string name)
        => of.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Whether a member is true.</summary>
    public static bool IsTrue(this JsonElement of, string name) => of.Member(name)?.ValueKind == JsonValueKind.True;

    /// <summary>The elements of a member that is a list; none otherwise.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement of, string name)
        => of.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];
}
