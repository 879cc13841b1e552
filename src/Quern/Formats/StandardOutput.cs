using Quern.Rows;

namespace Quern.Formats;

/// <summary>Writes rows to standard output. A reader that went away (<c>| head</c>) is no failure.</summary>
internal sealed class StandardOutput : RowWriter
{
    private readonly StandardOutputStream _stream = new();

    public override void Append(ReadOnlySpan<byte> encoded) => _stream.Write(encoded);

    public override FileMark Seal() => default;

    public override void Complete(bool durable)
    {
    }

    protected override void Dispose(bool disposing) => _stream.Dispose();
}

/// <summary>Whoever read our output has read enough.</summary>
public sealed class BrokenPipe() : RunFault("The reader of the output went away.")
{
    /// <inheritdoc />
    public override int ExitCode => 0;
}
