using Quern.Formats.DuckDb;
using Quern.Formats.Selecting;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Reads a Parquet file through DuckDB, which decodes on all cores, keeps the order, and leaves out rows and columns that are
/// not wanted before they cost anything more. Memory follows the size of the file's row groups times the number of cores,
/// since that is the unit of decoding.
/// </summary>
internal sealed class ParquetReader : RowReader
{
    private readonly DuckDbSession _session;
    private readonly JsonRowStream _rows;
    private readonly bool _isWhole;
    private readonly long _total;
    private readonly long _bytes;
    private bool _ended;

    /// <summary>Opens a file; a damaged one throws <see cref="SourceFault"/>, a selection that does not fit it <see cref="RecipeFault"/>.</summary>
    public ParquetReader(string path, RowSelection selection, string workFolder)
    {
        _isWhole = selection.Where is null;
        _session = DuckDbFile.OpenSession(workFolder);
        try
        {
            var condition = _isWhole ? null : Condition.Parse(_session, selection.Where!);
            var schema = new ParquetSchema(_session, path);
            _total = schema.Rows;
            _bytes = new FileInfo(path).Length;
            var selected = new ParquetSelection(_session, schema, path, condition, selection.Columns);
            _rows = new JsonRowStream(_session, selected.Projection, path, selected.Explain);
        }
        catch (DuckDbFault fault)
        {
            _session.Dispose();
            throw DuckDbFile.Unreadable(path, fault);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>An estimate: the rows' share of the file.</summary>
    public override long Position => _total == 0 ? _bytes : (long)((double)_bytes * Passed / _total);

    public override long? KnownRows => _total;

    public override long LeftOut => _isWhole ? 0 : Passed - _rows.Rows;

    private long Passed => _ended ? _total : _rows.Passed;

    public override bool Read(RowBatch batch)
    {
        _ended = !_rows.Fill(batch);
        return !_ended;
    }

    public override void Interrupt() => _session.Interrupt();

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        _session.Dispose();
    }
}
