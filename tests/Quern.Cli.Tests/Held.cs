using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Quern.Cli.Tests;

/// <summary>
/// A named pipe in the place of a source's file. Whoever reads it waits for rows until this is disposed of, which is how
/// tests hold the program in the middle of its work without guessing at times.
/// </summary>
internal sealed partial class Held : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _path;
    private FileStream? _rows;

    public Held(QuernProgram quern, string name)
    {
        _path = quern.Write(name, "");
        File.Delete(_path);
        MakePipe(_path, Convert.ToUInt32("600", 8)).ShouldBe(0);
    }

    /// <summary>Waits until the program has opened the pipe, and gives it rows; more may follow.</summary>
    public void Give(string rows)
    {
        _rows ??= Open();
        _rows.Write(Encoding.UTF8.GetBytes(rows));
    }

    public void Dispose() => _rows?.Dispose();

    /// <summary>Waits until something is so, and fails when it does not come.</summary>
    public static void Until(Func<bool> isSo, string what) => SpinWait.SpinUntil(isSo, Patience).ShouldBeTrue(what);

    /// <summary>Reads a process's standard error up to a line that contains a text; gives all lines up to there.</summary>
    public static string UntilLine(Process process, string text)
    {
        var lines = new StringBuilder();
        while (!lines.ToString().Contains(text, StringComparison.Ordinal))
        {
            var line = process.StandardError.ReadLineAsync();
            line.Wait(Patience).ShouldBeTrue($"no line with '{text}', only:\n{lines}");
            lines.Append(line.Result ?? throw new EndOfStreamException($"The program ended without a line with '{text}', but with:\n{lines}")).Append('\n');
        }

        return lines.ToString();
    }

    // Opening waits for a reader. A writer that locked the file would keep the reader out.
    private FileStream Open()
    {
        var opening = Task.Run(() => new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        return opening.Wait(Patience) ? opening.Result : throw new TimeoutException($"Nobody opened {_path}.");
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
