using System.Diagnostics;

namespace Quern.Cli.Tests;

/// <summary>A file system of 1 MB in memory, to be filled up. Only root may mount one; elsewhere the test is skipped.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly string _folder;

    private TinyDisk(string folder) => _folder = folder;

    public static TinyDisk Mount(string folder)
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder),
            "a disk that is full cannot be made here: mounting one needs root");
        return new TinyDisk(folder);
    }

    public void Dispose() => Run("umount", _folder).ShouldBeTrue();

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
