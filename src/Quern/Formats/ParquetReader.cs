using Quern.Formats.DuckDb;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Reads a Parquet file through DuckDB, which decodes on all cores and keeps the order. Memory follows the size of the
/// file's row groups times the number of cores, since that is the unit of decoding.
/// </summary>
internal sealed class ParquetReader : RowReader
{
    private readonly DuckDbSession _session;
    private readonly JsonRowStream _rows;
    private readonly long _total;
    private readonly long _bytes;

    /// <summary>Opens a file; a damaged one throws <see cref="SourceFault"/>.</summary>
    public ParquetReader(string path, string workFolder)
    {
        _session = DuckDbFile.OpenSession(workFolder);
        try
        {
            var schema = new ParquetSchema(_session, path);
            _total = schema.Rows;
            _bytes = new FileInfo(path).Length;
            _rows = new JsonRowStream(_session, JsonProjection.Of(schema.Relation, schema.Columns), path);
        }
        catch (DuckDbFault fault)
        {
            _session.Dispose();
            throw DuckDbFile.Unreadable(path, fault);
        }
    }

    /// <summary>An estimate: the rows' share of the file.</summary>
    public override long Position => _total == 0 ? _bytes : (long)((double)_bytes * _rows.Rows / _total);

    public override long? KnownRows => _total;

    public override bool Read(RowBatch batch) => _rows.Fill(batch);

    public override void Interrupt() => _session.Interrupt();

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        _session.Dispose();
    }
}
