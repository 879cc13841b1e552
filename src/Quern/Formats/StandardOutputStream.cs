using System.Runtime.InteropServices;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Standard output as it is: each write reaches the system at once, a reader that went away is <see cref="BrokenPipe"/>,
/// and a full disk is a fault. The platform's own console stream swallows the first, and a file stream would write at
/// places of its own in a file that other programs write too.
/// </summary>
internal sealed partial class StandardOutputStream : Stream
{
    private const int Descriptor = 1;
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int NoReader = 32;

    private readonly Stream? _console = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? null : Console.OpenStandardOutput();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_console is not null)
        {
            _console.Write(buffer);
            return;
        }

        while (buffer.Length > 0)
        {
            var written = WriteTo(Descriptor, buffer, buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
            }
            else
            {
                ThrowUnlessTransient(Marshal.GetLastPInvokeError());
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static void ThrowUnlessTransient(int error)
    {
        switch (error)
        {
            case Interrupted:
                return;
            case TryAgain:
                // A pipe that another program made non-blocking: its reader needs time.
                Thread.Yield();
                return;
            case NoReader:
                throw new BrokenPipe();
            default:
                throw new RunFault($"Standard output cannot be written: {Marshal.GetPInvokeErrorMessage(error)}. What was written before is incomplete. Free some space, or write to another disk.");
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteTo(int descriptor, ReadOnlySpan<byte> bytes, nint count);
}
