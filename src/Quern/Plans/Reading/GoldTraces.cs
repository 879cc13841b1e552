using Quern.Plans.Making;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Plans.Reading;

/// <summary>Reads gold traces: a graph of calls with scope, provenance and dependencies, beside request and policy.</summary>
internal static class GoldTraces
{
    /// <summary>Reads the plan of a trace.</summary>
    public static bool TryRead(ReadOnlySpan<byte> row, ReadPlan plan, out RowFault fault)
    {
        var graph = Member(row, "graph"u8);
        var calls = Member(graph, "calls"u8);
        if (calls.IsEmpty || calls[0] != '[')
        {
            return PlainPlans.Fail("missing-field", "The trace has no list of calls under graph.", out fault);
        }

        fault = default;
        var elements = new JsonElements(calls);
        while (elements.MoveNext())
        {
            if (!TryCall(elements.Value, plan, out fault))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryCall(ReadOnlySpan<byte> call, ReadPlan plan, out RowFault fault)
    {
        var (number, id, tool) = (plan.Nodes.Count + 1, plan.Keep(Member(call, "call_id"u8)), plan.Keep(Member(call, "tool_id"u8)));
        if (!IsText(plan, id) || !IsText(plan, tool))
        {
            return PlainPlans.Fail("missing-field", $"Call {number} has no text under {(IsText(plan, id) ? "tool_id" : "call_id")}.", out fault);
        }

        var scope = Member(call, "scope"u8);
        if (!PlainPlans.TryNumber(Member(scope, "rows_requested"u8), 1, long.MaxValue, 1, out var volume))
        {
            return PlainPlans.Fail("volume-out-of-range", $"The rows_requested of call {number} are no whole number from 1 on.", out fault);
        }

        if (!SensitivityWords.TryLevel(Member(scope, "sensitivity_tier"u8), out var level))
        {
            return PlainPlans.Fail("sensitivity-out-of-range", $"The sensitivity_tier of call {number} is no word that is known.", out fault);
        }

        var provenance = Member(call, "provenance"u8);
        var arguments = Member(call, "arguments"u8);
        plan.Nodes.Add(new ReadNode(id, tool, plan.Keep(arguments.IsEmpty || arguments[0] != '{' ? "{}"u8 : arguments))
        {
            ContentTier = Tier(provenance),
            AskedTier = Tiers.Own,
            Volume = volume,
            Level = level,
            Others = provenance.IsEmpty ? [] : [plan.Keep([.. "\"provenance\":"u8, .. provenance])],
        });
        fault = default;
        return TryDependencies(Member(call, "dependencies"u8), id, plan) || PlainPlans.Fail("dangling-edge", $"A dependency of call {number} is no text.", out fault);
    }

    private static bool IsText(ReadPlan plan, (int Start, int Length) piece) => plan.Text(piece) is [(byte)'"', _, .., (byte)'"'];

    private static bool TryDependencies(ReadOnlySpan<byte> list, (int Start, int Length) id, ReadPlan plan)
    {
        if (list.IsEmpty || list[0] != '[')
        {
            return true;
        }

        var elements = new JsonElements(list);
        while (elements.MoveNext())
        {
            if (elements.Value[0] != '"')
            {
                return false;
            }

            plan.Edges.Add(new ReadEdge(plan.Keep(elements.Value), id, default, default));
        }

        return true;
    }

    // The user is the one whom the agent works for: as much to be trusted as the system.
    private static int Tier(ReadOnlySpan<byte> provenance)
    {
        var source = Member(provenance, "source_type"u8);
        source = source.IsEmpty ? Member(provenance, "trust_tier"u8) : source;
        return source switch
        {
            _ when source.SequenceEqual("\"system\""u8) || source.SequenceEqual("\"user\""u8) => 1,
            _ when source.SequenceEqual("\"verified_rag\""u8) => 2,
            _ => 3,
        };
    }

    private static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> of, ReadOnlySpan<byte> name)
    {
        if (of.IsEmpty || of[0] != '{')
        {
            return [];
        }

        var members = new JsonMembers(of);
        return members.MoveTo(name) && members.Value[0] != 'n' ? members.Value : [];
    }
}
