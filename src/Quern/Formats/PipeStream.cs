using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Quern.Formats;

/// <summary>
/// Standard input or a named pipe. A read that waits for the other end can be stopped, which the platform's streams do
/// not allow: without it Ctrl-C would have to wait for rows that may never come.
/// </summary>
internal sealed partial class PipeStream(Stream pipe, SafeFileHandle handle) : ForwardStream
{
    private const short Readable = 1;
    private const int InterruptedBySignal = 4;
    private const int WaitInMilliseconds = 100;

    private volatile bool _interrupted;

    /// <summary>Opens standard input.</summary>
    public static PipeStream OfStandardInput() => new(Console.OpenStandardInput(), new SafeFileHandle(0, ownsHandle: false));

    public override void Interrupt() => _interrupted = true;

    public override int Read(Span<byte> buffer)
    {
        WaitForBytes();
        var read = pipe.Read(buffer);
        Taken += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        pipe.Dispose();
        base.Dispose(disposing);
    }

    // Ends also at the end of the pipe and on an error, which the read that follows reports.
    private void WaitForBytes()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var wanted = new Waiting { Descriptor = (int)handle.DangerousGetHandle(), Events = Readable };
        do
        {
            if (_interrupted)
            {
                throw new OperationCanceledException();
            }
        }
        while (IsStillEmpty(ref wanted));
    }

    // A signal, such as the very one that is to stop the read, ends the wait with an error.
    private static bool IsStillEmpty(ref Waiting wanted) => Poll(ref wanted, 1, WaitInMilliseconds) switch
    {
        0 => true,
        < 0 => Marshal.GetLastPInvokeError() == InterruptedBySignal,
        _ => false,
    };

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref Waiting waiting, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Waiting
    {
        public int Descriptor;
        public short Events;
        public short Found;
    }
}
