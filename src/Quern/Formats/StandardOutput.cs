using Quern.Rows;

namespace Quern.Formats;

/// <summary>Writes rows to standard output. A reader that went away (<c>| head</c>) is no failure.</summary>
internal sealed class StandardOutput : RowWriter
{
    private readonly Stream _stream = Console.OpenStandardOutput();

    public override void Append(ReadOnlySpan<byte> encoded)
    {
        try
        {
            _stream.Write(encoded);
        }
        catch (IOException e)
        {
            throw new BrokenPipe(e);
        }
    }

    public override void Complete(bool durable) => _stream.Flush();

    protected override void Dispose(bool disposing) => _stream.Dispose();
}

/// <summary>Whoever read our output has read enough.</summary>
/// <param name="cause">The failure below.</param>
public sealed class BrokenPipe(Exception cause) : RunFault("The reader of the output went away.", cause)
{
    /// <inheritdoc />
    public override int ExitCode => 0;
}
