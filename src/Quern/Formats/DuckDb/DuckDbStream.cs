using Quern.Rows;

namespace Quern.Formats.DuckDb;

/// <summary>
/// The rows of a query, chunk by chunk (about 2,000 rows each) in DuckDB's own memory. What a column gives is valid until
/// the next <see cref="MoveNext"/>.
/// </summary>
internal sealed class DuckDbStream : IDisposable
{
    private const int BigIntType = 5;
    private const int VarcharType = 17;
    private readonly DuckDbSession _session;
    private readonly ResultHandle _result;
    private ChunkHandle? _chunk;

    internal DuckDbStream(DuckDbSession session, ResultHandle result)
    {
        _session = session;
        _result = result;
        ColumnCount = (int)NativeMethods.ColumnCount(result);
    }

    /// <summary>How many columns the query gives.</summary>
    public int ColumnCount { get; }

    /// <summary>How many rows the current chunk holds.</summary>
    public int Count { get; private set; }

    /// <summary>Goes to the next chunk that is not empty; false at the end. A failure on the way is a <see cref="DuckDbFault"/>.</summary>
    public bool MoveNext()
    {
        do
        {
            FreeChunk();
            _session.ThrowIfInterrupted();
            _chunk = NativeMethods.FetchChunk(_result.Value);
            if (_chunk.IsInvalid)
            {
                ThrowIfFailed();
                return false;
            }

            Count = (int)NativeMethods.DataChunkSize(_chunk);
        }
        while (Count == 0);
        return true;
    }

    /// <summary>A VARCHAR column of the current chunk.</summary>
    public TextColumn Text(int column) => new(Vector(column, VarcharType, "VARCHAR"));

    /// <summary>A BIGINT column of the current chunk.</summary>
    public LongColumn Longs(int column) => new(Vector(column, BigIntType, "BIGINT"));

    public void Dispose()
    {
        FreeChunk();
        _result.Dispose();
    }

    private nint Vector(int column, int expected, string name)
    {
        var type = NativeMethods.ColumnType(_result, (ulong)column);
        return type == expected
            ? NativeMethods.DataChunkVector(_chunk!, (ulong)column)
            : throw new RunFault($"Column {column} of a query has DuckDB's type number {type}; {name} was expected. This is a defect: the query must cast it.");
    }

    // The null chunk is the end, or an error: only the result tells which.
    private void ThrowIfFailed()
    {
        var error = NativeMethods.ResultError(_result);
        if (error != 0)
        {
            _session.Throw(error);
        }
    }

    private void FreeChunk()
    {
        Count = 0;
        _chunk?.Dispose();
        _chunk = null;
    }
}
