namespace Quern.Cli.Screen.Plans;

/// <summary>A plan for people: what was asked, the policy, and its nodes and edges as a graph.</summary>
internal static class PlanText
{
    private const int LabelWidth = 9;

    /// <summary>Prints it.</summary>
    public static void Print(byte[] row, int width, TextWriter to)
    {
        var plan = new ShownPlan(row);
        foreach (var (name, text) in plan.Head())
        {
            to.WriteLine(name.PadRight(LabelWidth) + Printable.Line(text, Math.Max(width - LabelWidth, 20)));
        }

        to.WriteLine();
        foreach (var line in PlanGraph.Draw(plan.Nodes(Math.Max(width - 16, 20)), plan.Edges()))
        {
            to.WriteLine(Printable.Line(line, width));
        }
    }
}
