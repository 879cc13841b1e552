namespace Quern.Cli.Screen;

/// <summary>
/// Prints lines, and on a terminal stops after each screen until a key is pressed. Without a terminal it just prints.
/// </summary>
internal sealed class Pager(Terminal terminal, bool paging)
{
    private readonly bool _paging = paging && terminal.IsInteractive;
    private int _onScreen;

    /// <summary>How many characters fit into a line.</summary>
    public int Width { get; } = terminal.Out.Profile.Width;

    /// <summary>Prints a line; false when the reader has seen enough.</summary>
    public bool Line(string text)
    {
        if (_paging && ++_onScreen >= Console.WindowHeight && !More())
        {
            return false;
        }

        Console.Out.WriteLine(text);
        return true;
    }

    private bool More()
    {
        Console.Error.Write("-- any key: more, q: quit --");
        var key = Console.ReadKey(intercept: true);
        Console.Error.Write("\r                            \r");
        _onScreen = 1;
        return key.Key is not (ConsoleKey.Q or ConsoleKey.Escape);
    }
}
