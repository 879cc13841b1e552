using System.Globalization;
using Quern.Pages.Model;
using Quern.Reports;

namespace Quern.Pages.Drawing;

/// <summary>
/// Lays a flow out from left to right: sources, steps, what is kept. Rows that go no further leave a step downwards. The
/// thickness of everything is in proportion to rows, but never below one.
/// </summary>
internal sealed class FlowLayout
{
    /// <summary>How wide boxes are.</summary>
    public const double BoxWidth = 9;

    private const double Width = 1120;
    private const double SourceSide = 165;
    private const double KeptSide = 110;
    private const double Top = 48;
    private const double Thickest = 170;
    private const double SourceStep = 19;
    private const double LossGap = 22;
    private const double LossStep = 34;
    private const double LossIndent = 26;
    private const double CharacterWidth = 6.6;
    private const double DigitWidth = 8.4;

    private readonly RowFlow _flow;
    private readonly double _scale;
    private readonly double _pitch;
    private readonly List<Ribbon> _ribbons = [];
    private readonly List<FlowBox> _boxes = [];
    private readonly List<FlowLabel> _labels = [];
    private double _bottom = Top;

    private FlowLayout(RowFlow flow)
    {
        _flow = flow;
        var most = flow.Steps.Select(static s => s.In + s.Made).Append(flow.Sources.Sum(static s => s.Rows)).Max();
        _scale = most == 0 ? 0 : Thickest / most;
        _pitch = (Width - SourceSide - KeptSide) / (flow.Steps.Count + (flow.Sources.Count > 0 ? 1 : 0));
    }

    /// <summary>Lays out a flow that was folded before.</summary>
    public static FlowDrawing Of(RowFlow flow)
    {
        var layout = new FlowLayout(flow);
        layout.AddSources();
        for (var i = 0; i < flow.Steps.Count; i++)
        {
            layout.AddStep(i);
        }

        layout.AddKept();
        return new FlowDrawing(Width, Math.Ceiling(layout._bottom + 12), layout._ribbons, layout._boxes, layout._labels);
    }

    private double Thickness(long rows) => rows == 0 ? 0 : Math.Max(1, rows * _scale);

    private double StepX(int step) => SourceSide + ((step + (_flow.Sources.Count > 0 ? 1 : 0)) * _pitch);

    private void AddSources()
    {
        var (y, arrival) = (Top, Top);
        foreach (var source in _flow.Sources)
        {
            var height = Thickness(source.Rows);
            _boxes.Add(new FlowBox(SourceSide, y, height, "source"));
            var number = Amount.Rows(source.Rows);
            var middle = y + (Math.Max(height, 10) / 2) + 4;
            _labels.Add(new FlowLabel(SourceSide - 8, middle, "end", number, IsNumber: true));
            _labels.Add(new FlowLabel(SourceSide - 14 - (number.Length * DigitWidth), middle, "end", Fit(source.Name, SourceSide - 20 - (number.Length * DigitWidth)), IsNumber: false));
            AddRibbon(SourceSide + BoxWidth, y, StepX(0), arrival, height, "kept", $"{number} rows from {source.Name}");
            arrival += height;
            y += Math.Max(height + 3, SourceStep);
        }

        _bottom = Math.Max(_bottom, y);
    }

    private void AddStep(int index)
    {
        var step = _flow.Steps[index];
        var x = StepX(index);
        var (kept, lost) = (Thickness(step.Out), step.Losses.Sum(l => Thickness(l.Rows)));
        var arriving = index == 0 && _flow.Sources.Count > 0 ? _flow.Sources.Sum(s => Thickness(s.Rows)) : Thickness(step.In);
        var height = Math.Max(kept + lost, Math.Max(arriving, Thickness(step.In + step.Made)));
        _boxes.Add(new FlowBox(x, Top, height, "step"));
        _labels.Add(new FlowLabel(x, Top - 26, "start", Fit(step.Label, _pitch - 10), IsNumber: false));
        _labels.Add(new FlowLabel(x, Top - 10, "start", Amount.Rows(step.In) + (step.Made > 0 ? $" + {Amount.Rows(step.Made)} made" : ""), IsNumber: true));
        AddRibbon(x + BoxWidth, Top, index + 1 < _flow.Steps.Count ? StepX(index + 1) : Width - KeptSide, Top, kept, "kept", $"{Amount.Rows(step.Out)} rows passed on by {step.Label}");
        AddLosses(step, x, Top + kept, Top + height);
        _bottom = Math.Max(_bottom, Top + height);
    }

    private void AddLosses(FlowStep step, double x, double departure, double floor)
    {
        var y = floor + LossGap;
        foreach (var loss in step.Losses)
        {
            var (height, kind) = (Thickness(loss.Rows), loss.Fate.ToString().ToLowerInvariant());
            AddRibbon(x + BoxWidth, departure, x + LossIndent, y, height, kind, $"{Amount.Rows(loss.Rows)} rows {kind} by {step.Label}: {loss.Reason}");
            _boxes.Add(new FlowBox(x + LossIndent, y, Math.Max(height, 2), kind));
            var left = x + LossIndent + BoxWidth + 6;
            _labels.Add(new FlowLabel(left, y + 9, "start", Amount.Rows(loss.Rows), IsNumber: true));
            _labels.Add(new FlowLabel(left, y + 22, "start", Fit(loss.Reason, _pitch - BoxWidth - 14), IsNumber: false));
            departure += height;
            y += Math.Max(height + 8, LossStep);
        }

        _bottom = Math.Max(_bottom, step.Losses.Count > 0 ? y - 8 : floor);
    }

    private void AddKept()
    {
        var height = Math.Max(2, Thickness(_flow.Kept));
        _boxes.Add(new FlowBox(Width - KeptSide, Top, height, "kept"));
        _labels.Add(new FlowLabel(Width - KeptSide, Top - 26, "start", "kept", IsNumber: false));
        _labels.Add(new FlowLabel(Width - KeptSide, Top - 10, "start", Amount.Rows(_flow.Kept), IsNumber: true));
        _bottom = Math.Max(_bottom, Top + height);
    }

    private void AddRibbon(double x1, double y1, double x2, double y2, double height, string kind, string title)
    {
        if (height == 0)
        {
            return;
        }

        var middle = (x1 + x2) / 2;
        var path = string.Create(CultureInfo.InvariantCulture, $"M{x1:0.##} {y1:0.##}C{middle:0.##} {y1:0.##} {middle:0.##} {y2:0.##} {x2:0.##} {y2:0.##}V{y2 + height:0.##}C{middle:0.##} {y2 + height:0.##} {middle:0.##} {y1 + height:0.##} {x1:0.##} {y1 + height:0.##}Z");
        _ribbons.Add(new Ribbon(path, kind, height, title));
    }

    // Nobody knows the reader's font; this is a guess on the safe side, and the table below has every name in full.
    private static string Fit(string text, double width)
    {
        var most = Math.Max(4, (int)(width / CharacterWidth));
        return text.Length <= most ? text : text[..(most - 1)] + "…";
    }
}
