using System.Globalization;
using Quern.Pages.Model;
using Quern.Reports;

namespace Quern.Pages.Drawing;

/// <summary>A histogram as shapes, ready to be written.</summary>
/// <param name="Bars">The bars.</param>
/// <param name="Ticks">The labels below.</param>
/// <param name="Highest">The label of the highest bar.</param>
public sealed record BarDrawing(IReadOnlyList<DrawnBar> Bars, IReadOnlyList<Tick> Ticks, Tick Highest)
{
    /// <summary>How wide it is.</summary>
    public const double Width = 520;

    /// <summary>How high it is.</summary>
    public const double Height = 176;

    /// <summary>Where the bars stand.</summary>
    public const double Ground = 156;

    private const double Left = 8;
    private const double Tallest = 128;
    private const int MostTicks = 7;
    private const double TickRoom = 13;

    /// <summary>Lays out a histogram. A bar with anything in it can be seen.</summary>
    public static BarDrawing Of(Histogram histogram)
    {
        var bars = histogram.Bars;
        var most = Math.Max(1, bars.Max(static b => b.Count));
        var pitch = Math.Min(84, (Width - (2 * Left)) / bars.Count);
        var gap = Math.Min(3, pitch / 5);
        var drawn = bars.Select((bar, i) =>
        {
            var height = bar.Count == 0 ? 0 : Math.Max(1, Tallest * bar.Count / most);
            return new DrawnBar(Left + (i * pitch), Ground - height, pitch - gap, height, $"{bar.Label}: {Amount.Rows(bar.Count)}");
        }).ToList();
        var longest = bars.Max(static b => b.Label.Length);
        var fitting = Math.Max(1, (int)(Width / ((longest * 6.4) + TickRoom)));
        var every = (int)Math.Ceiling((double)bars.Count / Math.Min(MostTicks, fitting));
        var ticks = Enumerable.Range(0, bars.Count).Where(i => i % every == 0).Select(i => new Tick(Middle(drawn[i], longest), bars[i].Label)).ToList();
        var highest = drawn.MinBy(static b => b.Y)!;
        return new BarDrawing(drawn, ticks, new Tick(Math.Clamp(highest.X + (highest.Width / 2), 24, Width - 24), Amount.Rows(most)));
    }

    /// <summary>Where the last bar ends.</summary>
    public double End => Bars[^1].X + Bars[^1].Width + Left;

    /// <summary>A number as SVG writes it.</summary>
    public static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static double Middle(DrawnBar bar, int longest) => Math.Clamp(bar.X + (bar.Width / 2), longest * 3.2, Width - (longest * 3.2));
}

/// <summary>A bar.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high it is.</param>
/// <param name="Title">What it stands for.</param>
public sealed record DrawnBar(double X, double Y, double Width, double Height, string Title);

/// <summary>A label at a place of the axis.</summary>
/// <param name="X">Its middle.</param>
/// <param name="Label">The label.</param>
public sealed record Tick(double X, string Label);
