using System.Text.Json;
using Quern.Formats;
using Quern.Formats.WholeJson;

namespace Quern.Tests.Formats;

public sealed class JsonDocumentReaderContractTests : RowReaderContract
{
    protected override void Write(string path, IReadOnlyList<string> texts)
        => File.WriteAllText(path, JsonSerializer.Serialize(texts.Select(static t => new { text = t })));

    private protected override RowReader Open(string path)
        => new JsonDocumentReader(new InputFile(path, InputFormat.Json, Gzip: false, new FileInfo(path).Length));
}
