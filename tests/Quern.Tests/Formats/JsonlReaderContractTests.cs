using System.Text.Json;
using Quern.Formats;

namespace Quern.Tests.Formats;

public sealed class JsonlReaderContractTests : RowReaderContract
{
    protected override void Write(string path, IReadOnlyList<string> texts)
        => File.WriteAllLines(path, texts.Select(static t => JsonSerializer.Serialize(new { text = t })));

    private protected override RowReader Open(string path) => new JsonlReader(ByteSource.Open(path));
}
