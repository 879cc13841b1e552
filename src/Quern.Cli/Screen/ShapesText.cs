using System.Globalization;
using Quern.Reports.Shapes;

namespace Quern.Cli.Screen;

/// <summary>The shapes of rows for people: a line a shape, and under it some of its rows.</summary>
internal static class ShapesText
{
    /// <summary>Prints them.</summary>
    public static void Print(ShapeCensus census, int width, TextWriter to)
    {
        to.WriteLine(Amount.Count(census.Rows, "row", "rows"));
        foreach (var shape in census.Shapes)
        {
            Print(shape, census.Rows, width, to);
        }

        foreach (var reason in census.Unreadable)
        {
            Print(reason with { Name = "no shape: " + reason.Name }, census.Rows, width, to);
        }
    }

    private static void Print(ShapeCount shape, long rows, int width, TextWriter to)
    {
        to.WriteLine();
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape.Name,-36} {Amount.Rows(shape.Rows),12}  {100.0 * shape.Rows / rows:0.0} %"));
        foreach (var example in shape.Examples)
        {
            to.WriteLine(Printable.Line($"  {example.Place}  {example.Text}", Math.Max(width, 40)));
        }
    }
}
