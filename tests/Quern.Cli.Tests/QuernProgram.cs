using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Quern.Cli.Tests;

/// <summary>How a call of the program ended.</summary>
internal sealed record Outcome(int Exit, byte[] OutputBytes, string Errors)
{
    /// <summary>Standard output as text.</summary>
    public string Output => System.Text.Encoding.UTF8.GetString(OutputBytes);
}

/// <summary>
/// The real program, started as a user would type it, in a folder of its own with an environment that is always the same.
/// The folder is removed at the end, and a call that is still running is ended.
/// </summary>
internal sealed partial class QuernProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly List<Process> _started = [];

    /// <summary>Variables of the environment beyond those that are always the same.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the program is run.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("quern-cli-").FullName;

    /// <summary>A path in the folder.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Reads a file of the folder.</summary>
    public string Read(string name) => File.ReadAllText(At(name));

    /// <summary>The lines of a file of the folder.</summary>
    public string[] Lines(string name) => File.ReadAllLines(At(name));

    /// <summary>Runs the program to its end.</summary>
    public Outcome Run(params IEnumerable<string> arguments) => RunWith([], arguments);

    /// <summary>Runs the program to its end, with standard input.</summary>
    public Outcome RunWith(byte[] input, params IEnumerable<string> arguments)
    {
        var process = Start(arguments);
        var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program need not read all of it.
        }

        return Finish(process, reading, errors, output);
    }

    /// <summary>Starts the program and gives its process: standard input is open, both outputs are pipes.</summary>
    public Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Quern.Cli.dll"), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CI"] = "true";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["TERM"] = "dumb";
        start.Environment.Remove("QUERN_DUCKDB");
        // Nobody's own token or cache may take part.
        foreach (var name in start.Environment.Keys.Where(static n => n.StartsWith("HF_", StringComparison.Ordinal) || n is "HUGGING_FACE_HUB_TOKEN" or "TRANSFORMERS_OFFLINE").ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HF_HOME"] = At("hub-home");
        start.Environment["HF_ENDPOINT"] = "http://127.0.0.1:9";
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }

    /// <summary>Waits for a process that <see cref="Start"/> gave, reading both outputs.</summary>
    public static Outcome Finish(Process process)
    {
        var output = new MemoryStream();
        return Finish(process, process.StandardOutput.BaseStream.CopyToAsync(output), process.StandardError.ReadToEndAsync(), output);
    }

    /// <summary>Waits until something has come about in the file system, where no event tells of it.</summary>
    public static void WaitFor(Func<bool> condition) => SpinWait.SpinUntil(condition, Patience).ShouldBeTrue("it never came about");

    /// <summary>Sends a signal to a process that this started.</summary>
    public static void Signal(Process process, int signal) => Kill(process.Id, signal).ShouldBe(0);

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static Outcome Finish(Process process, Task reading, Task<string> errors, MemoryStream output)
    {
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"The program did not end within {Patience.TotalSeconds} s: {string.Join(' ', process.StartInfo.ArgumentList)}");
        }

        reading.Wait(Patience);
        return new Outcome(process.ExitCode, output.ToArray(), errors.Result);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
