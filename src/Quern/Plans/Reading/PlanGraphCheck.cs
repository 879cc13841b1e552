using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Plans.Reading;

/// <summary>Checks that a plan is a graph without cycles whose edges lead from node to node.</summary>
internal static class PlanGraphCheck
{
    /// <summary>Whether it is.</summary>
    public static bool Passes(ReadPlan plan, out RowFault fault)
    {
        if (plan.Nodes.Count == 0)
        {
            return PlainPlans.Fail("empty-plan", "The plan has no nodes.", out fault);
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in plan.Nodes)
        {
            if (!places.TryAdd(Name(plan, node.Id), places.Count))
            {
                return PlainPlans.Fail("duplicate-node-id", $"Two nodes are called {Name(plan, node.Id)}.", out fault);
            }
        }

        var (outgoing, incoming) = (new List<int>?[plan.Nodes.Count], new int[plan.Nodes.Count]);
        foreach (var edge in plan.Edges)
        {
            if (!places.TryGetValue(Name(plan, edge.From), out var from) || !places.TryGetValue(Name(plan, edge.To), out var to))
            {
                return PlainPlans.Fail("dangling-edge", $"An edge leads from {Name(plan, edge.From)} to {Name(plan, edge.To)}; both must be nodes of the plan.", out fault);
            }

            (outgoing[from] ??= []).Add(to);
            incoming[to]++;
        }

        fault = default;
        return HasNoCycle(outgoing, incoming) || PlainPlans.Fail("cycle", "The edges lead in a circle.", out fault);
    }

    // Takes away what nothing leads to until nothing is left; what then remains is a circle.
    private static bool HasNoCycle(List<int>?[] outgoing, int[] incoming)
    {
        var free = new Stack<int>(Enumerable.Range(0, incoming.Length).Where(i => incoming[i] == 0));
        var taken = 0;
        while (free.TryPop(out var node))
        {
            taken++;
            foreach (var to in outgoing[node] ?? [])
            {
                if (--incoming[to] == 0)
                {
                    free.Push(to);
                }
            }
        }

        return taken == incoming.Length;
    }

    // Without its quotes, and as what its escapes stand for: one id may be written in two ways.
    private static string Name(ReadPlan plan, (int Start, int Length) id)
    {
        return System.Text.Encoding.UTF8.GetString(JsonUnescape.Plain(plan.Text(id)[1..^1], plan.Scratch));
    }
}
