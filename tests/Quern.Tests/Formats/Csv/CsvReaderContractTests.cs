using Quern.Formats;
using Quern.Formats.Csv;

namespace Quern.Tests.Formats.Csv;

public sealed class CsvReaderContractTests : RowReaderContract
{
    protected override void Write(string path, IReadOnlyList<string> texts)
        => File.WriteAllLines(path, ["id,text", .. texts.Select(static (t, i) => $"{i},\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")]);

    private protected override RowReader Open(string path) => new CsvReader(path, InputFormat.Csv);
}
