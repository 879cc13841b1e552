using Spectre.Console;

namespace Quern.Cli.Screen;

/// <summary>
/// Shows how far work is while it is done: a panel that is drawn over and over on a terminal, a line every few seconds
/// elsewhere. Work that is over in a moment shows nothing.
/// </summary>
/// <param name="title">What is being done now.</param>
/// <param name="facts">How far it is, in names and values.</param>
/// <param name="pace">How often a line is due; null means every few seconds.</param>
internal sealed class LiveScreen(Func<string> title, Func<IEnumerable<(string Name, string Value)>> facts, LinePace? pace = null)
{
    private static readonly TimeSpan PanelPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LinePause = TimeSpan.FromSeconds(3);

    /// <summary>Does the work and shows its progress on standard error.</summary>
    public T Show<T>(Terminal terminal, Func<T> work) => terminal.IsLive ? Panel(terminal, work) : Lines(terminal, work);

    private T Panel<T>(Terminal terminal, Func<T> work)
        => terminal.Error.Live(new Text("")).AutoClear(true).Start(live =>
        {
            using var timer = new Timer(_ => live.UpdateTarget(Draw()), null, PanelPause, PanelPause);
            return Finish(timer, work);
        });

    private T Lines<T>(Terminal terminal, Func<T> work)
    {
        var look = pace is null ? LinePause : LinePace.Look;
        using var timer = new Timer(
            _ =>
            {
                if (pace?.IsDue() != false)
                {
                    terminal.Say(Line());
                }
            },
            null,
            look,
            look);
        return Finish(timer, work);
    }

    // The last tick must be over before anything else is printed.
    private static T Finish<T>(Timer timer, Func<T> work)
    {
        try
        {
            return work();
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
        foreach (var (name, value) in facts())
        {
            grid.AddRow(new Text(name), new Text(value));
        }

        return new Panel(grid) { Header = new PanelHeader(Markup.Escape(title())) };
    }

    private string Line()
    {
        var said = string.Join(", ", facts().Select(static f => $"{f.Name} {f.Value}"));
        return said.Length == 0 ? title() : $"{title()}: {said}";
    }
}
