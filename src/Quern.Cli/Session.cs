using System.Runtime.InteropServices;
using Quern.Cli.Screen;
using Quern.Hub;

namespace Quern.Cli;

/// <summary>
/// One call of the program: its terminal, and the user's wish to end it. The first Ctrl-C asks the work to stop at a
/// place from which it can go on; the second ends the program at once.
/// </summary>
internal sealed class Session : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Session()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>What can be shown, and where.</summary>
    public Terminal Terminal { get; } = Terminal.Detect();

    /// <summary>Set by the first Ctrl-C.</summary>
    public CancellationToken Cancel => _stop.Token;

    /// <summary>What to type to go on after an interruption; null when nothing can be resumed.</summary>
    public string? ResumeCommand { get; set; }

    /// <summary>The Hub, as the environment says where and by whom it is asked.</summary>
    /// <param name="cache">Another folder for its files; null leaves it to the environment.</param>
    public HubDatasets OpenHub(string? cache = null)
    {
        var settings = EnvironmentSettings.Hub(Terminal.Say);
        return new HubDatasets(cache is null ? settings : settings with { CacheFolder = Path.GetFullPath(cache) });
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_stop.IsCancellationRequested)
        {
            Environment.Exit(ExitCodes.Interrupted);
        }

        Terminal.Say("stopping as soon as the work in hand is safe; press Ctrl-C again to stop at once");
        _stop.Cancel();
    }
}
