using Quern.Formats;
using Quern.Formats.DuckDb;

namespace Quern.Tests.Formats;

public class ParquetReaderContractTests : RowReaderContract
{
    private protected virtual RowSelection Selection => RowSelection.All;

    protected override void Write(string path, IReadOnlyList<string> texts)
    {
        using var session = DuckDbSession.Open(Folder, threads: 1);
        session.Execute("CREATE TABLE rows (text VARCHAR)");
        if (texts.Count > 0)
        {
            session.Execute($"INSERT INTO rows VALUES {string.Join(", ", texts.Select(static t => $"({Sql.Literal(t)})"))}");
        }

        session.Execute($"COPY rows TO {Sql.Literal(path)} (FORMAT parquet)");
    }

    private protected override RowReader Open(string path) => new ParquetReader(path, Selection, Folder);
}

/// <summary>A where that is true on every row changes nothing of what the reader promises.</summary>
public sealed class ParquetSelectionContractTests : ParquetReaderContractTests
{
    private protected override RowSelection Selection => new("text is not null", ["text"]);
}
