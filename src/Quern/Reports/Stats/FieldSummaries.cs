using System.Text;
using Quern.Rows.Json;

namespace Quern.Reports.Stats;

/// <summary>Writes a tree of field paths out as a list, each path behind the one it belongs to.</summary>
internal static class FieldSummaries
{
    private const int TopValues = 10;

    /// <summary>The list; the row itself is not in it.</summary>
    public static IReadOnlyList<FieldSummary> Of(FieldStats root)
    {
        var list = new List<FieldSummary>();
        AddBelow(root, "", list);
        return list;
    }

    private static void AddBelow(FieldStats field, string path, List<FieldSummary> list)
    {
        var objects = field.Kinds[(int)JsonKind.Object];
        foreach (var child in field.Children)
        {
            Add(child, Join(path, Quoted(child.Name)), objects - child.Present, list);
        }

        if (field.Together is { } together)
        {
            Add(together, Join(path, "*"), 0, list);
        }

        if (field.Elements is { } elements)
        {
            Add(elements, path + "[]", 0, list);
        }
    }

    private static void Add(FieldStats field, string path, long missing, List<FieldSummary> list)
    {
        var types = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<JsonKind>())
        {
            if (kind != JsonKind.Null && field.Kinds[(int)kind] > 0)
            {
                var name = FieldStats.NameOf(kind);
                types[name] = types.GetValueOrDefault(name) + field.Kinds[(int)kind];
            }
        }

        var hasValues = field.Values.Count > 0;
        list.Add(new FieldSummary(
            path,
            field.Present,
            missing,
            field.Kinds[(int)JsonKind.Null],
            types,
            field.Numbers,
            field.Texts,
            field.Lists,
            hasValues ? field.Values.Count : null,
            field.Values.TooMany ? ValueCounts.Most : null,
            hasValues ? field.Values.Top(TopValues) : null,
            Note(field)));
        AddBelow(field, path, list);
    }

    private static string? Note(FieldStats field)
    {
        var map = field.IsMap ? $"more than {FieldStats.MostKeys:N0} different keys (or {FieldStats.MostPaths:N0} paths in all): its fields are counted together as *" : null;
        var deep = field.HasDeeper ? $"values deeper than {FieldStats.MostLevels} levels are not looked into" : null;
        return map is null ? deep : deep is null ? map : $"{map}; {deep}";
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    // As a field path is written, so that it can be copied into a recipe.
    private static string Quoted(byte[] name)
    {
        var text = Encoding.UTF8.GetString(name);
        return text.Length == 0 || text == "*" || text.AsSpan().IndexOfAny(".[\"") >= 0
            ? "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\""
            : text;
    }
}
