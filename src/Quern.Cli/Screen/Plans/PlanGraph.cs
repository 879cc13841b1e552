using System.Text;

namespace Quern.Cli.Screen.Plans;

/// <summary>An edge to be drawn.</summary>
/// <param name="From">Index of the node it leaves.</param>
/// <param name="To">Index of the node it reaches.</param>
/// <param name="Label">What it is.</param>
internal sealed record GraphEdge(int From, int To, string Label);

/// <summary>
/// Draws nodes one below the other, and their edges as lanes at the left: each edge leaves on a line of its own below its
/// node and ends with an arrow at the line of the other. Plans are small, so every edge has its lane to itself.
/// </summary>
internal static class PlanGraph
{
    // Wider than this nobody can follow; the edges beyond are named below their node, and not drawn.
    private const int MostLanes = 12;

    /// <summary>The lines of the drawing.</summary>
    /// <param name="nodes">Of each node its title and the lines below it.</param>
    /// <param name="edges">The edges, from earlier nodes to later ones.</param>
    public static IEnumerable<string> Draw(IReadOnlyList<(string Title, IReadOnlyList<string> Lines)> nodes, IReadOnlyList<GraphEdge> edges)
    {
        var lanes = new GraphEdge?[Width(nodes.Count, edges)];
        for (var i = 0; i < nodes.Count; i++)
        {
            yield return Arrival(lanes, i) + nodes[i].Title;
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] = lanes[lane]?.To == i ? null : lanes[lane];
            }

            foreach (var line in nodes[i].Lines)
            {
                yield return Passing(lanes) + "  " + line;
            }

            foreach (var edge in edges.Where(e => e.From == i))
            {
                yield return Departure(lanes, edge);
            }
        }
    }

    // As many lanes as edges are on their way at once, at the most.
    private static int Width(int nodes, IReadOnlyList<GraphEdge> edges)
    {
        var most = 0;
        for (var i = 0; i < nodes; i++)
        {
            most = Math.Max(most, edges.Count(e => e.From <= i && e.To > i));
        }

        return Math.Min(most, MostLanes);
    }

    private static string Passing(GraphEdge?[] lanes)
    {
        var text = new StringBuilder();
        foreach (var lane in lanes)
        {
            text.Append(lane is null ? "  " : "│ ");
        }

        return text.ToString();
    }

    private static string Arrival(GraphEdge?[] lanes, int node)
    {
        var text = new StringBuilder();
        var arriving = false;
        foreach (var lane in lanes)
        {
            var ends = lane?.To == node;
            var passes = lane is not null && !ends;
            text.Append((ends, passes, arriving) switch
            {
                (true, _, false) => '╰',
                (true, _, true) => '┴',
                (_, true, false) => '│',
                (_, true, true) => '┼',
                (_, _, true) => '─',
                _ => ' ',
            });
            arriving |= ends;
            text.Append(arriving ? '─' : ' ');
        }

        return arriving ? text.Remove(text.Length - 1, 1).Append('▶').ToString() : text.ToString();
    }

    private static string Departure(GraphEdge?[] lanes, GraphEdge edge)
    {
        var own = edge.To > edge.From ? Array.IndexOf(lanes, null) : -1;
        if (own < 0)
        {
            return Passing(lanes) + "  " + edge.Label;
        }

        lanes[own] = edge;
        var text = new StringBuilder();
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            text.Append((lane.CompareTo(own), lanes[lane] is not null) switch
            {
                (0, _) => "╭─",
                ( > 0, true) => "┼─",
                ( > 0, false) => "──",
                (_, true) => "│ ",
                _ => "  ",
            });
        }

        return text.Append("─ ").Append(edge.Label).ToString();
    }
}
