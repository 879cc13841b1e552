using Quern.Formats;
using Quern.Formats.DuckDb;

namespace Quern.Tests.Formats;

public sealed class ParquetReaderContractTests : RowReaderContract
{
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

    private protected override RowReader Open(string path) => new ParquetReader(path, RowSelection.All, Folder);
}
