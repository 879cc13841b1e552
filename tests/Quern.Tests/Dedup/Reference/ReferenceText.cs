using System.Text.Json;

namespace Quern.Tests.Dedup.Reference;

/// <summary>The text of a row that is compared, and the number it is ranked by, read with the JSON document of the platform.</summary>
internal static class ReferenceText
{
    private static readonly string[] NoTexts = ["id", "source_dataset", "role", "from"];

    /// <summary>The values at the paths, or every string of the row, joined by line breaks.</summary>
    public static string Of(JsonElement row, IReadOnlyList<string>? by)
        => string.Join('\n', by is null ? Strings(row, NoTexts) : by.Select(path => OfField(Find(row, path))));

    /// <summary>The number at a path; null where there is none.</summary>
    public static double? Number(JsonElement row, string path)
        => Find(row, path) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private static string OfField(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Object or JsonValueKind.Array } inside => string.Join('\n', Strings(inside, NoTexts)),
        { } other => other.GetRawText(),
    };

    private static IEnumerable<string> Strings(JsonElement value, string[] without) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(e => Strings(e, without)),
        JsonValueKind.Object => value.EnumerateObject().Where(m => !without.Contains(m.Name)).SelectMany(m => Strings(m.Value, without)),
        _ => [],
    };

    // Names with a dot, a bracket or a quote are not needed here.
    private static JsonElement? Find(JsonElement row, string path)
    {
        JsonElement? at = row;
        foreach (var part in path.Replace("[", ".[").Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            at = part[0] == '[' ? Element(at, int.Parse(part[1..^1])) : Member(at, part);
        }

        return at;
    }

    private static JsonElement? Member(JsonElement? value, string name)
        => value is { ValueKind: JsonValueKind.Object } one && one.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? Element(JsonElement? value, int index)
        => value is { ValueKind: JsonValueKind.Array } list && index < list.GetArrayLength() ? list[index] : null;
}
