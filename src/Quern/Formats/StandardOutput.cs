using System.Runtime.InteropServices;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Writes rows to standard output. A reader that went away (<c>| head</c>) is no failure and ends the work at once; a
/// full disk behind <c>&gt; file</c> is one. The platform's own stream cannot serve: it keeps silent about the first.
/// </summary>
internal sealed partial class StandardOutput : RowWriter
{
    private const int Descriptor = 1;
    private const int Interrupted = 4;
    private const int ReaderGone = 32;

    private readonly Stream _stream = Console.OpenStandardOutput();
    private long _written;

    public override void Append(ReadOnlySpan<byte> encoded)
    {
        while (!encoded.IsEmpty)
        {
            var written = OperatingSystem.IsWindows() ? WriteAll(encoded) : WriteSome(encoded);
            encoded = encoded[written..];
            _written += written;
        }
    }

    public override void Complete(bool durable) => _stream.Flush();

    protected override void Dispose(bool disposing) => _stream.Dispose();

    private int WriteSome(ReadOnlySpan<byte> encoded)
    {
        var written = (int)Write(Descriptor, encoded, (nuint)encoded.Length);
        if (written >= 0)
        {
            return written;
        }

        return Marshal.GetLastPInvokeError() switch
        {
            Interrupted => 0,
            ReaderGone => throw new BrokenPipe(new IOException(Marshal.GetLastPInvokeErrorMessage(), ReaderGone)),

            // The platform's stream waits where an output that does not block is not ready, and knows the words for the rest.
            _ => WriteAll(encoded),
        };
    }

    private int WriteAll(ReadOnlySpan<byte> encoded)
    {
        try
        {
            _stream.Write(encoded);
            return encoded.Length;
        }
        catch (IOException e)
        {
            throw new RunFault($"Writing standard output failed after {_written:N0} bytes: {e.Message.TrimEnd('.')}. What was written is incomplete. Free some space, or write to another disk.", e);
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint length);
}

/// <summary>Whoever read our output has read enough.</summary>
/// <param name="cause">The failure below.</param>
public sealed class BrokenPipe(Exception cause) : RunFault("The reader of the output went away.", cause)
{
    /// <inheritdoc />
    public override int ExitCode => 0;
}
