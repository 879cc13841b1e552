using System.Globalization;
using Quern.Running;
using Spectre.Console;

namespace Quern.Cli.Screen;

/// <summary>
/// Shows how far work is while it is done: a panel that is drawn over and over on a terminal, a line every few seconds
/// elsewhere. Work that is over in a moment shows nothing.
/// </summary>
internal sealed class RunScreen
{
    private static readonly TimeSpan PanelPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LinePause = TimeSpan.FromSeconds(3);

    private readonly RunProgress _progress = new();

    /// <summary>Does the work and shows its progress on standard error.</summary>
    public static T Show<T>(Session session, Func<RunProgress, T> work)
    {
        var screen = new RunScreen();
        return session.Terminal.IsLive ? screen.Panel(session.Terminal, work) : screen.Lines(session.Terminal, work);
    }

    private T Panel<T>(Terminal terminal, Func<RunProgress, T> work)
        => terminal.Error.Live(new Text("")).AutoClear(true).Start(live =>
        {
            using var timer = new Timer(_ => live.UpdateTarget(Draw()), null, PanelPause, PanelPause);
            return Finish(timer, work);
        });

    private T Lines<T>(Terminal terminal, Func<RunProgress, T> work)
    {
        using var timer = new Timer(_ => terminal.Say(Line()), null, LinePause, LinePause);
        return Finish(timer, work);
    }

    // The last tick must be over before anything else is printed.
    private T Finish<T>(Timer timer, Func<RunProgress, T> work)
    {
        try
        {
            return work(_progress);
        }
        finally
        {
            using var stopped = new ManualResetEvent(false);
            if (timer.Dispose(stopped))
            {
                stopped.WaitOne();
            }
        }
    }

    private Panel Draw()
    {
        var grid = new Grid().AddColumn().AddColumn();
        foreach (var (name, value) in Facts())
        {
            grid.AddRow(new Text(name), new Text(value));
        }

        return new Panel(grid) { Header = new PanelHeader(Markup.Escape(_progress.Stage)) };
    }

    private string Line() => $"{_progress.Stage}: " + string.Join(", ", Facts().Select(static f => $"{f.Name} {f.Value}"));

    private IEnumerable<(string Name, string Value)> Facts()
    {
        var inStage = TimeProvider.System.GetElapsedTime(_progress.StageBegan).TotalSeconds;
        var done = _progress.BytesTotal > 0 ? Math.Min(1.0, (double)_progress.BytesRead / _progress.BytesTotal) : 0;
        var share = done > 0 ? done.ToString(" (0 %)", CultureInfo.InvariantCulture) : "";
        yield return ("done", Amount.Count(Math.Max(_progress.RowsRead, _progress.RowsKept), "row", "rows") + share);
        yield return ("rate", inStage > 0 ? $"{Amount.Rows((long)(_progress.RowsRead / inStage))} rows/s, {Amount.Bytes(_progress.BytesRead / inStage)}/s" : "-");
        yield return ("left", done > 0.01 ? Amount.Time(TimeSpan.FromSeconds(inStage * (1 - done) / done)) : "-");
        if (_progress.BytesFetched is { } fetched)
        {
            yield return ("fetched", Amount.Bytes(fetched));
        }

        yield return ("dropped", Amount.Rows(_progress.RowsDropped));
        yield return ("quarantined", Amount.Rows(_progress.RowsQuarantined));
    }
}
