namespace Quern.Formats.DuckDb;

/// <summary>A query that was bound and planned once, to be run again and again with other text in the place of its parameter.</summary>
internal sealed unsafe class PreparedQuery : IDisposable
{
    private readonly DuckDbSession _session;
    private readonly PreparedHandle _prepared;

    internal PreparedQuery(DuckDbSession session, PreparedHandle prepared)
    {
        _session = session;
        _prepared = prepared;
    }

    /// <summary>
    /// Runs the query with UTF-8 text as <c>$1</c>, of which DuckDB takes a copy, and gives its rows. Dispose the stream before
    /// the session's next query.
    /// </summary>
    public DuckDbStream Stream(ReadOnlySpan<byte> parameter)
    {
        fixed (byte* text = parameter)
        {
            if (NativeMethods.BindVarcharLength(_prepared, 1, text, (ulong)parameter.Length) != NativeMethods.Success)
            {
                _session.Throw(NativeMethods.PrepareError(_prepared));
            }
        }

        return _session.Start(_prepared);
    }

    public void Dispose() => _prepared.Dispose();
}
