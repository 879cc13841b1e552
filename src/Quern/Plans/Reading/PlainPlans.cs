using System.Buffers.Text;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Plans.Reading;

/// <summary>Reads plans of nodes and edges, in our spelling and in the older ones.</summary>
internal static class PlainPlans
{
    /// <summary>Reads the plan of a row.</summary>
    public static bool TryRead(ReadOnlySpan<byte> row, ReadPlan plan, out RowFault fault)
    {
        var members = new JsonMembers(row);
        var json = members.MoveTo("execution_plan"u8) && members.Value[0] == '{' ? members.Value : row;
        var id = new JsonMembers(json);
        plan.Id = id.MoveTo("plan_id"u8) && id.Value[0] == '"' ? plan.Keep(id.Value) : default;
        plan.IsFromInstructions = true;
        var nodes = new JsonMembers(json);
        var edges = new JsonMembers(json);
        return nodes.MoveTo("nodes"u8) && nodes.Value[0] == '['
            ? TryNodes(nodes.Value, plan, out fault) && (!edges.MoveTo("edges"u8) || edges.Value[0] != '[' || TryEdges(edges.Value, plan, out fault))
            : Fail("missing-field", "The plan has no list of nodes.", out fault);
    }

    private static bool TryNodes(ReadOnlySpan<byte> list, ReadPlan plan, out RowFault fault)
    {
        fault = default;
        var nodes = new JsonElements(list);
        while (nodes.MoveNext())
        {
            if (nodes.Value[0] != '{')
            {
                return Fail("missing-field", $"Node {plan.Nodes.Count + 1} is no object.", out fault);
            }

            if (!TryNode(nodes.Value, plan, out fault))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryNode(ReadOnlySpan<byte> json, ReadPlan plan, out RowFault fault)
    {
        var parts = new NodeParts(json, plan);
        var number = plan.Nodes.Count + 1;
        if (parts.Missing is { } missing)
        {
            return Fail("missing-field", $"Node {number} has no {missing}.", out fault);
        }

        if (!TryNumber(parts.Tier, 1, 3, 1, out var contentTier) || !TryNumber(parts.Asked, 1, 3, 0, out var askedTier))
        {
            return Fail("tier-out-of-range", $"A tier of node {number} is not 1, 2 or 3.", out fault);
        }

        if (!TryNumber(parts.Volume, 1, long.MaxValue, 1, out var touched))
        {
            return Fail("volume-out-of-range", $"The scope_volume of node {number} is no whole number from 1 on.", out fault);
        }

        if (!SensitivityWords.TryLevel(parts.Level, out var sensitivity))
        {
            return Fail("sensitivity-out-of-range", $"The sensitivity of node {number} is not 1 to 5.", out fault);
        }

        fault = default;
        plan.IsFromInstructions &= new JsonMembers(parts.Arguments) is var instruction && instruction.MoveTo("instruction"u8);
        plan.Nodes.Add(new ReadNode(plan.Keep(parts.Id), plan.Keep(parts.Tool), plan.Keep(parts.Arguments))
        {
            ContentTier = (int)contentTier,
            AskedTier = (int)askedTier,
            Volume = touched,
            Level = sensitivity,
            Others = parts.Others,
        });
        return true;
    }

    private static bool TryEdges(ReadOnlySpan<byte> list, ReadPlan plan, out RowFault fault)
    {
        fault = default;
        var edges = new JsonElements(list);
        while (edges.MoveNext())
        {
            var (from, to) = (default((int, int)), default((int, int)));
            var (kind, arg) = (default((int, int)), default((int, int)));
            if (edges.Value[0] == '[')
            {
                var ends = new JsonElements(edges.Value);
                from = ends.MoveNext() ? KeepText(ends.Value, plan) : default;
                to = ends.MoveNext() ? KeepText(ends.Value, plan) : default;
            }
            else if (edges.Value[0] == '{')
            {
                from = Member(edges.Value, "src"u8, "source"u8, plan);
                to = Member(edges.Value, "dst"u8, "target"u8, plan);
                kind = Member(edges.Value, "kind"u8, "type"u8, plan);
                arg = Member(edges.Value, "arg"u8, "argument"u8, plan);
            }

            if (from.Item2 == 0 || to.Item2 == 0)
            {
                return Fail("dangling-edge", $"Edge {plan.Edges.Count + 1} does not lead from the id of a node to the id of a node.", out fault);
            }

            if (kind.Item2 > 0 && !IsKind(plan.Text(kind)))
            {
                return Fail("unknown-edge-kind", $"The kind of edge {plan.Edges.Count + 1} is none of data, control, sequence.", out fault);
            }

            plan.Edges.Add(new ReadEdge(from, to, kind, arg));
        }

        return true;
    }

    private static (int Start, int Length) KeepText(ReadOnlySpan<byte> json, ReadPlan plan) => json[0] == '"' ? plan.Keep(json) : default;

    private static bool IsKind(ReadOnlySpan<byte> kind)
        => kind.SequenceEqual("\"data\""u8) || kind.SequenceEqual("\"control\""u8) || kind.SequenceEqual("\"sequence\""u8);

    private static (int Start, int Length) Member(ReadOnlySpan<byte> of, ReadOnlySpan<byte> name, ReadOnlySpan<byte> other, ReadPlan plan)
    {
        var first = new JsonMembers(of);
        if (first.MoveTo(name) && first.Value[0] == '"')
        {
            return plan.Keep(first.Value);
        }

        var second = new JsonMembers(of);
        return second.MoveTo(other) && second.Value[0] == '"' ? plan.Keep(second.Value) : default;
    }

    /// <summary>Reads a whole number within bounds; one that is not there or null is the fallback.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> json, long least, long most, long fallback, out long number)
    {
        number = fallback;
        // Tables of numbers with gaps write whole ones as 5.0.
        json = json.EndsWith(".0"u8) ? json[..^2] : json;
        return json.IsEmpty || json[0] == 'n' || (Utf8Parser.TryParse(json, out number, out var used) && used == json.Length && number >= least && number <= most);
    }

    /// <summary>Says what is wrong; always false.</summary>
    public static bool Fail(string reason, string message, out RowFault fault)
    {
        fault = new RowFault(reason, message);
        return false;
    }
}
