using System.Globalization;
using System.Text.Json;

namespace Quern.Cli.Screen.Plans;

/// <summary>A row with a plan, as far as it is shown to people.</summary>
internal sealed class ShownPlan(byte[] json)
{
    private readonly JsonElement _row = JsonDocument.Parse(json).RootElement;

    /// <summary>Its own first lines: what the plan is, what was asked, and by which policy it is judged.</summary>
    public IEnumerable<(string Name, string Text)> Head()
    {
        yield return ("plan", string.Join(" · ", Texts(Plan, "plan_id").Concat(Texts(_row, "schema", "shape", "label"))));
        if (Text(_row, "source_dataset") is { } source)
        {
            yield return ("source", source + (Text(_row, "id") is { } id ? $", row {id}" : ""));
        }

        if (Member(_row, "request") is { } request)
        {
            yield return ("request", (Text(request, "text") ?? "") + (Text(request, "intent") is { } intent ? $"  ({intent})" : ""));
        }

        if (Member(_row, "policy") is { } policy)
        {
            yield return ("policy", Policy(policy));
        }
    }

    /// <summary>The nodes: a title and what stands below it.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<string> Lines)> Nodes(int width)
        => [.. Elements(Plan, "nodes").Select(n => (Title(n), (IReadOnlyList<string>)[.. Lines(n, width)]))];

    /// <summary>The edges, by the indices of their nodes.</summary>
    public IReadOnlyList<GraphEdge> Edges()
    {
        var places = Elements(Plan, "nodes").Select((n, i) => (Id: Text(n, "node_id") ?? "", Index: i)).ToDictionary(static n => n.Id, static n => n.Index);
        return [.. Elements(Plan, "edges").Select(e => Edge(e, places))];
    }

    private JsonElement Plan => Member(_row, "execution_plan") ?? default;

    private static GraphEdge Edge(JsonElement edge, Dictionary<string, int> places)
    {
        if (edge.ValueKind == JsonValueKind.Array)
        {
            return new GraphEdge(places[edge[0].ToString()], places[edge[1].ToString()], $"→ {edge[1]}");
        }

        var (from, to) = (Text(edge, "src") ?? "", Text(edge, "dst") ?? "");
        var arg = Text(edge, "arg") is { Length: > 0 } name ? $" into {name}" : "";
        return new GraphEdge(places[from], places[to], $"{Text(edge, "kind")}{arg} → {to}");
    }

    private static string Policy(JsonElement policy)
    {
        var allowed = Elements(policy, "allowed_operations").Count();
        var rules = Elements(policy, "rules").Select(static r => r.ToString()).FirstOrDefault();
        var id = Text(policy, "policy_id");
        return $"{id}, from {(Text(policy, "source") == "row" ? "the row" : "a template")}"
            + (allowed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {allowed} operations allowed") : "")
            + (rules is null ? "" : $": {rules}");
    }

    private static string Title(JsonElement node)
        => $"{Text(node, "node_id")}  {Text(node, "tool_name")}   content tier {Text(node, "provenance_tier")} · asked by tier {Text(node, "instruction_tier")}"
            + $" · scope {Text(node, "scope_volume")} · sensitivity {Text(node, "sensitivity_level")}";

    private static IEnumerable<string> Lines(JsonElement node, int width)
    {
        if (Member(node, "arguments") is { ValueKind: JsonValueKind.Object } arguments)
        {
            foreach (var argument in arguments.EnumerateObject())
            {
                yield return Printable.Line($"{argument.Name}: {argument.Value.GetRawText()}", width);
            }
        }

        if (Member(node, "result") is { } result)
        {
            yield return Printable.Line($"gave {result.GetRawText()}", width);
        }

        if (Member(node, "inferred") is { ValueKind: JsonValueKind.Object } inferred)
        {
            yield return Printable.Line("known by  " + string.Join(" · ", inferred.EnumerateObject().Select(static i => $"{i.Name} {i.Value}")), width);
        }
    }

    private static IEnumerable<string> Texts(JsonElement of, params string[] names) => names.Select(n => Text(of, n)).OfType<string>();

    private static string? Text(JsonElement of, string name)
        => Member(of, name) is { } value && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;

    private static IEnumerable<JsonElement> Elements(JsonElement of, string name)
        => Member(of, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static JsonElement? Member(JsonElement of, string name)
        => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : null;
}
