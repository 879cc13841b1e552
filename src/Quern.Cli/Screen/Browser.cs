using System.ComponentModel;
using System.Diagnostics;

namespace Quern.Cli.Screen;

/// <summary>Opens files in the browser of the user's desktop, where there is one.</summary>
internal static class Browser
{
    // Long enough for a desktop to say that it cannot; one that can may take its time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks the desktop to show a file; false when there is nobody to ask.</summary>
    public static bool TryOpen(string path)
    {
        if (OperatingSystem.IsLinux() && !EnvironmentSettings.HasScreen)
        {
            return false;
        }

        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", ["/c", "start", "", path])
            : OperatingSystem.IsMacOS() ? new ProcessStartInfo("open", [path])
            : new ProcessStartInfo("xdg-open", [path]);
        try
        {
            // What it says is of no use to the user, and standard output holds the result.
            start.RedirectStandardOutput = start.RedirectStandardError = true;
            using var process = Process.Start(start);
            return process is not null && (!process.WaitForExit(Patience) || process.ExitCode == 0);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }
}
