using Quern.Formats;

namespace Quern.Tests.Formats;

public sealed class TextLinesReaderContractTests : RowReaderContract
{
    protected override void Write(string path, IReadOnlyList<string> texts) => File.WriteAllLines(path, texts);

    private protected override RowReader Open(string path) => new TextLinesReader(ByteSource.Open(path));
}
