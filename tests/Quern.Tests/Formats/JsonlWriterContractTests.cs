using Quern.Formats;

namespace Quern.Tests.Formats;

public sealed class JsonlWriterContractTests : RowWriterContract
{
    private protected override RowWriter Open(string path, bool force) => new JsonlWriter(path, force);

    protected override IReadOnlyList<string> Read(string path) => File.ReadAllLines(path);
}

public sealed class GzipJsonlWriterContractTests : RowWriterContract
{
    private protected override RowWriter Open(string path, bool force) => new GzipJsonlWriter(path, force);

    protected override IReadOnlyList<string> Read(string path)
    {
        using var reader = new JsonlReader(ByteSource.Open(path));
        return reader.All();
    }
}
