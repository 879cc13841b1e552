using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Quern.Cli.Tests;

/// <summary>
/// Two files of rows of which the second is a pipe that gives one batch and then nothing: the program stands in the
/// middle of its work for as long as a test wants, with no race and no large file.
/// </summary>
internal sealed partial class HeldSource : IDisposable
{
    private const int ReadAndWrite = 0x180;

    // More than what the program looks at to recognise a file, and less than that and what a pipe holds.
    private const int InPipe = 3000;

    private readonly QuernProgram _quern;
    private readonly string _pipe;
    private FileStream? _writer;

    public HeldSource(QuernProgram quern)
    {
        _quern = quern;
        quern.Write("rows-1.jsonl", Rows(0, 3000));
        _pipe = quern.At("rows-2.jsonl");
        MakePipe(_pipe, ReadAndWrite).ShouldBe(0);
    }

    /// <summary>Starts the program and opens the pipe for it.</summary>
    public Process Start(params string[] arguments)
    {
        var process = _quern.Start(arguments);
        // Opened for both directions it does not wait for the program, which may have failed to start.
        _writer = new FileStream(_pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        _writer.Write(Encoding.UTF8.GetBytes(Rows(3000, InPipe)));
        return process;
    }

    /// <summary>Waits until the first file's task is done, so that the program stands at the pipe.</summary>
    public void WaitUntilHeld(string runFolder) => QuernProgram.WaitFor(() =>
        Directory.Exists(_quern.At(runFolder)) && Directory.GetFiles(_quern.At(runFolder), "*.done", SearchOption.AllDirectories).Length > 0);

    /// <summary>Ends the pipe.</summary>
    public void Release() => _writer?.Dispose();

    /// <summary>Puts a file with the same rows in the pipe's place: another run can read it again.</summary>
    public void ReplaceByFile()
    {
        File.Delete(_pipe);
        _quern.Write("rows-2.jsonl", Rows(3000, InPipe));
    }

    public void Dispose() => Release();

    private static string Rows(int first, int count)
        => string.Concat(Enumerable.Range(first, count).Select(static i => $"{{\"n\": {i}, \"text\": \"a row of some length {i * 7919 % 1000}\"}}\n"));

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, int mode);
}
