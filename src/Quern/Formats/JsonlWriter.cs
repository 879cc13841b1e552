namespace Quern.Formats;

/// <summary>Writes rows one to a line: they are appended as they are.</summary>
internal sealed class JsonlWriter(string path, bool force) : RowWriter
{
    private readonly Landing _landing = Landing.Begin(path, force);

    public override void Append(ReadOnlySpan<byte> encoded) => _landing.Write(encoded);

    public override FileMark Seal() => _landing.Mark;

    public override void Complete(bool durable) => _landing.Complete(durable);

    protected override void Dispose(bool disposing) => _landing.Dispose();
}
