using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Quern.Bench.Measuring;

/// <summary>What one run of a process took.</summary>
/// <param name="Wall">Seconds from start to end.</param>
/// <param name="Cpu">User and system seconds.</param>
/// <param name="PeakBytes">The most memory it held at once.</param>
/// <param name="ExitCode">Its exit code.</param>
internal readonly record struct Cost(double Wall, double Cpu, long PeakBytes, int ExitCode)
{
    /// <summary>What this and then another took.</summary>
    public Cost Then(Cost next) => new(Wall + next.Wall, Cpu + next.Cpu, Math.Max(PeakBytes, next.PeakBytes), Math.Max(ExitCode, next.ExitCode));

    /// <summary>The middle of some figures.</summary>
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <summary>
/// Starts a program with <c>posix_spawn</c> and waits for it with <c>wait4</c>: the kernel's own account of the time of
/// this one child. The platform's <see cref="Process"/> reaps its children itself and keeps no such account. The peak of
/// memory is watched in <c>/proc</c> meanwhile (every 10 ms, of a mark that only rises), because the kernel's account of
/// it begins with the memory of this program, from which the child is forked.
/// </summary>
internal static unsafe partial class ChildProcess
{
    /// <summary>Runs a shell command line to its end; the shell replaces itself by the program.</summary>
    public static Cost Run(string commandLine)
    {
        var started = Stopwatch.GetTimestamp();
        var pid = Spawn(["/bin/sh", "-c", "exec " + commandLine]);
        using var ended = new ManualResetEventSlim();
        var peak = 0L;
        var watch = new Thread(() =>
        {
            do
            {
                peak = Math.Max(peak, HighWater(pid));
            }
            while (!ended.Wait(10));
        });
        watch.Start();
        RUsage usage;
        if (Wait4(pid, out var status, 0, &usage) != pid)
        {
            throw new InvalidOperationException($"wait4 failed with error {Marshal.GetLastPInvokeError()} for: {commandLine}");
        }

        var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        ended.Set();
        watch.Join();
        var exitCode = (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
        return new Cost(wall, usage.User.Seconds + usage.System.Seconds, peak, exitCode);
    }

    private static long HighWater(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(static l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("VmHWM:".Length, line.Length - "VmHWM:".Length - " kB".Length).Trim()) * 1024;
        }
        catch (IOException)
        {
            // Gone between two looks.
            return 0;
        }
    }

    private static int Spawn(string[] arguments)
    {
        var native = new nint[arguments.Length + 1];
        for (var i = 0; i < arguments.Length; i++)
        {
            native[i] = Marshal.StringToCoTaskMemUTF8(arguments[i]);
        }

        try
        {
            fixed (nint* argv = native)
            {
                var error = PosixSpawn(out var pid, arguments[0], null, null, argv, *(nint**)NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "environ"));
                return error == 0 ? pid : throw new InvalidOperationException($"{arguments[^1]} cannot be started: error {error}");
            }
        }
        finally
        {
            foreach (var text in native)
            {
                Marshal.FreeCoTaskMem(text);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PosixSpawn(out int pid, string path, void* actions, void* attributes, nint* argv, nint* environment);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static partial int Wait4(int pid, out int status, int options, RUsage* usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeValue
    {
        public nint Whole;
        public nint Micro;

        public readonly double Seconds => Whole + (Micro / 1e6);
    }

    // struct rusage of 64-bit Linux: two times, then fourteen longs that are not used here.
    [StructLayout(LayoutKind.Sequential)]
    private struct RUsage
    {
        public TimeValue User;
        public TimeValue System;
        public fixed long Others[14];
    }
}
