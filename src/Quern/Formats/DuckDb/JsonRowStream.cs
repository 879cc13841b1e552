using Quern.Rows;

namespace Quern.Formats.DuckDb;

/// <summary>
/// Fills batches from a projection. Rows that came before a failure are delivered before it is thrown.
/// </summary>
/// <param name="session">The session, whose only query this is.</param>
/// <param name="projection">The rows.</param>
/// <param name="file">The file, for messages.</param>
/// <param name="explain">Says what a failure of DuckDB means; may ask the session.</param>
internal sealed class JsonRowStream(DuckDbSession session, JsonProjection projection, string file, Func<DuckDbFault, QuernFault> explain) : IDisposable
{
    private DuckDbStream? _stream;
    private int _next;
    private bool _ended;
    private QuernFault? _fault;

    /// <summary>How many rows were delivered.</summary>
    public long Rows { get; private set; }

    /// <summary>How many rows of the file come up to the last one delivered, that one included.</summary>
    public long Passed { get; private set; }

    /// <summary>Clears the batch and fills it; false at the end.</summary>
    public bool Fill(RowBatch batch)
    {
        batch.Clear();
        batch.File = file;
        batch.FirstLine = 0;
        batch.FirstOrdinal = Passed;
        batch.Trusted = true;
        while (batch.Text.Length < RowBatch.TextSize && HasRow())
        {
            Copy(batch);
        }

        if (batch.Count == 0 && _fault is not null)
        {
            throw _fault;
        }

        Rows += batch.Count;
        Passed = batch.Count > 0 ? batch.OrdinalOf(batch.Count - 1) + 1 : Passed;
        return batch.Count > 0;
    }

    public void Dispose() => _stream?.Dispose();

    private bool HasRow()
    {
        if (_ended || (_stream is not null && _next < _stream.Count))
        {
            return !_ended;
        }

        try
        {
            _stream ??= session.Stream(projection.Query);
            _next = 0;
            _ended = !_stream.MoveNext();
        }
        catch (DuckDbFault fault)
        {
            _ended = true;
            _stream?.Dispose();
            _fault = explain(fault);
        }

        return !_ended;
    }

    private void Copy(RowBatch batch)
    {
        var rows = _stream!.Text(0);
        var counts = projection.CountsNonFinite ? _stream.Longs(1) : default;
        var ordinals = projection.GivesOrdinals ? _stream.Longs(projection.CountsNonFinite ? 2 : 1) : default;
        var text = batch.Text;
        for (; _next < _stream.Count && text.Length < RowBatch.TextSize; _next++)
        {
            var row = rows[_next];
            batch.Add(text.Length, row.Length);
            text.Append(row);
            text.Append((byte)'\n');
            batch.AddNonFinite(projection.CountsNonFinite ? counts[_next] : 0);
            if (projection.GivesOrdinals)
            {
                batch.AddOrdinal(ordinals[_next]);
            }
        }
    }
}
