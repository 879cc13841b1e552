using Spectre.Console;

namespace Quern.Cli.Screen;

/// <summary>
/// The two streams of the program: results go to standard output, everything said about the work to standard error.
/// Whether standard error is a terminal decides between a live panel and plain lines.
/// </summary>
internal sealed class Terminal
{
    // Wide enough for the tables; a pipe has no width of its own.
    private const int WidthOfAPipe = 120;

    private Terminal(bool isLive, IAnsiConsole output, IAnsiConsole error)
    {
        IsLive = isLive;
        Out = output;
        Error = error;
    }

    /// <summary>Whether a panel can be drawn over and over on standard error.</summary>
    public bool IsLive { get; }

    /// <summary>Whether a person reads standard output and can press keys.</summary>
    public bool IsInteractive => !Console.IsOutputRedirected && !Console.IsInputRedirected && !EnvironmentSettings.IsDumb;

    /// <summary>Standard output.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Standard error.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Looks at the streams and the environment.</summary>
    public static Terminal Detect()
    {
        var live = !Console.IsErrorRedirected && !EnvironmentSettings.IsCi && !EnvironmentSettings.IsDumb;
        return new Terminal(live, Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected));
    }

    /// <summary>Says a line to the user, on standard error.</summary>
    public void Say(string line)
    {
        try
        {
            Console.Error.WriteLine($"quern: {Printable.Lines(line)}");
        }
        catch (IOException)
        {
            // Nobody can be told that nobody can be told; the exit code still says how it ended.
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var plain = redirected || EnvironmentSettings.IsDumb;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain || EnvironmentSettings.NoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (plain)
        {
            console.Profile.Width = WidthOfAPipe;
        }

        return console;
    }
}
