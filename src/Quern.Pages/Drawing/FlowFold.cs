using Quern.Pages.Model;
using Quern.Reports;

namespace Quern.Pages.Drawing;

/// <summary>Makes a flow small enough to be drawn: few sources, few steps, few reasons; what is left over is shown together.</summary>
internal static class FlowFold
{
    /// <summary>How many sources are drawn.</summary>
    public const int MostSources = 8;

    /// <summary>How many steps are drawn.</summary>
    public const int MostSteps = 6;

    /// <summary>How many reasons of one fate are drawn at a step.</summary>
    public const int MostReasons = 3;

    /// <summary>The flow to be drawn.</summary>
    public static RowFlow Of(RowFlow flow) => new(Sources(flow.Sources), [.. Steps(flow.Steps).Select(static s => s with { Losses = Losses(s.Losses) })]);

    private static IReadOnlyList<Inflow> Sources(IReadOnlyList<Inflow> sources)
    {
        if (sources.Count <= MostSources)
        {
            return sources;
        }

        var largest = sources.OrderByDescending(static s => s.Rows).ToList();
        var rest = largest[(MostSources - 1)..];
        return [.. largest[..(MostSources - 1)], new Inflow($"{Amount.Rows(rest.Count)} others", rest.Sum(static s => s.Rows))];
    }

    // The two neighbours that lose least are shown as one, until few enough are left. The first step stands by itself.
    private static List<FlowStep> Steps(IReadOnlyList<FlowStep> steps)
    {
        var drawn = steps.ToList();
        while (drawn.Count > MostSteps)
        {
            var least = Enumerable.Range(1, drawn.Count - 2).MinBy(i => drawn[i].Lost + drawn[i + 1].Lost + drawn[i].Made + drawn[i + 1].Made);
            drawn[least] = Join(drawn[least], drawn[least + 1]);
            drawn.RemoveAt(least + 1);
        }

        return drawn;
    }

    private static FlowStep Join(FlowStep one, FlowStep next) => new(
        [.. one.Labels, .. next.Labels],
        one.In,
        one.Made + next.Made,
        next.Out,
        [.. one.Losses.Concat(next.Losses).GroupBy(static l => (l.Fate, l.Reason)).Select(static g => new Loss(g.Key.Fate, g.Key.Reason, g.Sum(static l => l.Rows)))]);

    private static IReadOnlyList<Loss> Losses(IReadOnlyList<Loss> losses) => [.. losses.GroupBy(static l => l.Fate).OrderBy(static g => g.Key).SelectMany(static g => Reasons(g.Key, [.. g]))];

    private static IEnumerable<Loss> Reasons(RowFate fate, IReadOnlyList<Loss> losses)
    {
        var largest = losses.OrderByDescending(static l => l.Rows).ThenBy(static l => l.Reason, StringComparer.Ordinal).ToList();
        return largest.Count <= MostReasons
            ? largest
            : largest[..(MostReasons - 1)].Append(new Loss(fate, $"{Amount.Rows(largest.Count - MostReasons + 1)} others", largest.Skip(MostReasons - 1).Sum(static l => l.Rows)));
    }
}
