using System.Text.Json;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify.Shapes;

/// <summary>An execution plan: nodes that name tools and lie in their ranges, edges between them, no circle.</summary>
internal sealed class PlanCheck(PlainText plain) : ShapeCheck(plain)
{
    private const int HighestTier = 3;
    private const int HighestSensitivity = 5;

    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);

    public override string Name => "plan";

    public override IReadOnlyList<string> Telling => ["execution_plan", "nodes", "request"];

    public override bool Is(JsonElement row) => PlanOf(row).ValueKind == JsonValueKind.Object;

    public override string? Lacks(JsonElement row)
        => row.TryGetProperty("execution_plan"u8, out var plan) ? plan.ValueKind == JsonValueKind.Object ? "nodes" : null
            : Gives(row, "request") && Has(row, "policy", "label") ? "execution_plan" : null;

    protected override void Check(JsonElement row, RowFaults faults)
    {
        if (row.TryGetProperty("request"u8, out var request))
        {
            Prompt.Add(request.ValueKind == JsonValueKind.Object && request.TryGetProperty("text"u8, out var text) ? text : request);
        }

        var plan = PlanOf(row);
        var nodes = plan.GetProperty("nodes"u8);
        if (nodes.ValueKind != JsonValueKind.Array || nodes.GetArrayLength() == 0)
        {
            faults.Add(FaultKinds.PlanFault, "the plan has no node");
            return;
        }

        _nodes.Clear();
        foreach (var node in nodes.EnumerateArray())
        {
            CheckNode(node, faults);
        }

        if (plan.TryGetProperty("edges"u8, out var edges) && edges.ValueKind != JsonValueKind.Null)
        {
            CheckEdges(edges, faults);
        }

        if (row.TryGetProperty("label"u8, out var label) && label.ValueKind != JsonValueKind.Null && !(label.ValueKind == JsonValueKind.String && label.GetString() is "benign" or "adversarial" or "mutated"))
        {
            faults.Add(FaultKinds.PlanFault, "the label is none of benign, adversarial and mutated");
        }
    }

    private static JsonElement PlanOf(JsonElement row)
        => row.TryGetProperty("execution_plan"u8, out var plan) && plan.ValueKind == JsonValueKind.Object && plan.TryGetProperty("nodes"u8, out _) ? plan
            : Gives(row, "nodes") && Gives(row, "edges") ? row : default;

    private void CheckNode(JsonElement node, RowFaults faults)
    {
        if (node.ValueKind != JsonValueKind.Object)
        {
            faults.Add(FaultKinds.PlanFault, "a node is no object");
            return;
        }

        var id = Any(node, "node_id", "id");
        var name = id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id.ToString() : "";
        if (name.Length == 0 || !_nodes.TryAdd(name, _nodes.Count))
        {
            faults.Add(FaultKinds.PlanFault, name.Length == 0 ? "a node has no node_id" : "two nodes have the same node_id");
        }

        var tool = Any(node, "tool_name", "tool");
        if (tool.ValueKind != JsonValueKind.String || tool.GetString() is "" or "unknown" or "unknown_tool")
        {
            faults.Add(FaultKinds.PlanFault, "a node names no tool");
        }

        CheckRange(node, "provenance_tier", 0, HighestTier, faults);
        CheckRange(node, "instruction_tier", 0, HighestTier, faults);
        CheckRange(node, "sensitivity_level", 1, HighestSensitivity, faults);
        CheckRange(node, "scope_sensitivity", 1, HighestSensitivity, faults);
        CheckRange(node, "scope_volume", 1, long.MaxValue, faults);
    }

    private static void CheckRange(JsonElement node, string name, long least, long most, RowFaults faults)
    {
        if (node.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null && !(value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most))
        {
            faults.Add(FaultKinds.PlanFault, most == long.MaxValue ? $"{name} of a node is no whole number from {least} on" : $"{name} of a node is no whole number from {least} to {most}");
        }
    }

    private void CheckEdges(JsonElement edges, RowFaults faults)
    {
        if (edges.ValueKind != JsonValueKind.Array)
        {
            faults.Add(FaultKinds.PlanFault, "edges are no list");
            return;
        }

        var pairs = new List<(int From, int To)>();
        foreach (var edge in edges.EnumerateArray())
        {
            if (edge.ValueKind == JsonValueKind.Object && EndOf(edge, "src", "source", "from") is { } from && EndOf(edge, "dst", "target", "to") is { } to)
            {
                pairs.Add((from, to));
            }
            else
            {
                faults.Add(FaultKinds.PlanFault, "an edge leads from or to a node that is not there");
            }
        }

        if (HasCircle(pairs))
        {
            faults.Add(FaultKinds.PlanFault, "the edges run in a circle");
        }
    }

    private int? EndOf(JsonElement edge, params ReadOnlySpan<string> names)
        => Any(edge, names) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } end && _nodes.TryGetValue(end.ToString(), out var node) ? node : null;

    // Nodes that nothing leads to are taken away until none is left, or only those of a circle.
    private bool HasCircle(List<(int From, int To)> edges)
    {
        var incoming = new int[_nodes.Count];
        edges.ForEach(e => incoming[e.To]++);
        var from = edges.ToLookup(static e => e.From, static e => e.To);
        var free = new Stack<int>(Enumerable.Range(0, incoming.Length).Where(n => incoming[n] == 0));
        var taken = 0;
        while (free.TryPop(out var node))
        {
            taken++;
            foreach (var to in from[node])
            {
                if (--incoming[to] == 0)
                {
                    free.Push(to);
                }
            }
        }

        return taken < incoming.Length;
    }
}
