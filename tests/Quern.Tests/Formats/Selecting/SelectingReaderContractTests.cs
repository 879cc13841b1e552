using System.Text.Json;
using Quern.Formats;

namespace Quern.Tests.Formats.Selecting;

/// <summary>A where that is true on every row changes nothing of what a reader promises.</summary>
public sealed class SelectingReaderContractTests : RowReaderContract
{
    protected override void Write(string path, IReadOnlyList<string> texts)
        => File.WriteAllLines(path, texts.Select(static t => JsonSerializer.Serialize(new { text = t })));

    private protected override RowReader Open(string path)
        => RowReaders.Open(new InputFile(path, InputFormat.Jsonl, Gzip: false, 0), new RowSelection("text is not null", null), Folder);
}
