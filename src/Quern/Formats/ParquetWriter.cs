using Quern.Formats.DuckDb;
using Quern.Formats.Schema;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Writes Parquet (zstd) through DuckDB. Column types are chosen so that every value fits (see <see cref="ColumnTypes"/>);
/// one that does not fit after all stops the run, and the number of rows is compared, so that nothing becomes null or
/// gets lost. A field that a row lacks is null in the table.
/// </summary>
internal sealed class ParquetWriter(string path, bool force) : StagedWriter(path, force, RowShape.FullDepth)
{
    // Text of one row group. DuckDB holds one a core, and readers hold one as well; large groups compress no better.
    private const long GroupSize = 32L << 20;

    private readonly ColumnTypes _types = new();
    private readonly Lock _gate = new();
    private DuckDbSession? _session;
    private bool _interrupted;

    public override IReadOnlyList<string> Notes => _types.Notes;

    public override void Interrupt()
    {
        lock (_gate)
        {
            _interrupted = true;
            _session?.Interrupt();
        }
    }

    protected override FileMark WriteTarget()
    {
        if (Shape.Rows == 0)
        {
            throw new RunFault($"{TargetPath} was not written: there are no rows, and so no columns that a Parquet file could have. Write .jsonl or .csv where nothing may come out.");
        }

        var columns = _types.Of(Shape);
        if (columns.Count == 0)
        {
            throw new RunFault($"{TargetPath} was not written: no row has a field, and Parquet needs a column. Write .jsonl.");
        }

        try
        {
            Copy(columns);
            return Target.ReadMark();
        }
        catch (DuckDbFault fault)
        {
            throw new RunFault($"Writing {TargetPath} failed: {fault.Message.TrimEnd()} Nothing was left under that name.", fault);
        }
        finally
        {
            DeleteSpill();
        }
    }

    private void Copy(IReadOnlyList<Column> columns)
    {
        using var session = DuckDbSession.Open(SpillPath, Environment.ProcessorCount);
        lock (_gate)
        {
            _session = session;
            if (_interrupted)
            {
                session.Interrupt();
            }
        }

        var groupRows = Math.Clamp(GroupSize / Math.Max(1, StagedBytes / Shape.Rows), 2048, 122_880);
        var source = JsonLinesTable.Of([StagedPath], columns, Shape.LongestRow);
        var copy = $"COPY (SELECT * FROM {source}) TO {Sql.Literal(Landing.TemporaryOf(TargetPath))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {groupRows}, USE_TMP_FILE false)";
        using var stream = session.Stream(copy);
        var written = stream.MoveNext() ? stream.Longs(0)[0] : 0;
        if (written != Shape.Rows)
        {
            throw new RunFault($"Writing {TargetPath} failed: of {Shape.Rows:N0} rows {written:N0} arrived. This is a defect; nothing was left under that name.");
        }
    }

    private string SpillPath => StagedPath + ".spill";

    private void DeleteSpill()
    {
        if (Directory.Exists(SpillPath))
        {
            Directory.Delete(SpillPath, recursive: true);
        }
    }
}
