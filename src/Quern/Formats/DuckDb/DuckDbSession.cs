using System.Runtime.InteropServices;
using Quern.Rows;

namespace Quern.Formats.DuckDb;

/// <summary>
/// A DuckDB database in memory with one connection. It works in UTC, spills into the given folder, loads no extension
/// from anywhere, and keeps the order of rows. One thread uses it at a time; <see cref="Interrupt"/> may come from any.
/// </summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DatabaseHandle _database;
    private readonly ConnectionHandle _connection;
    private volatile bool _interrupted;

    private DuckDbSession(DatabaseHandle database, ConnectionHandle connection)
    {
        _database = database;
        _connection = connection;
    }

    /// <summary>Opens a session.</summary>
    /// <param name="workFolder">Takes DuckDB's temporary files.</param>
    /// <param name="threads">How many cores a query may use.</param>
    public static DuckDbSession Open(string workFolder, int threads)
    {
        DuckDbLibrary.Load();
        using var config = Configure(workFolder, threads);
        if (NativeMethods.OpenExt(":memory:", out var database, config, out var error) != NativeMethods.Success)
        {
            var message = Text(error, "no reason given");
            NativeMethods.Free(error);
            throw new DuckDbFault($"DuckDB cannot be opened: {message}");
        }

        if (NativeMethods.Connect(database, out var connection) != NativeMethods.Success)
        {
            database.Dispose();
            throw new DuckDbFault("DuckDB gives no connection.");
        }

        var session = new DuckDbSession(database, connection);
        session.Execute("SET TimeZone = 'UTC'");
        return session;
    }

    /// <summary>Runs statements and waits for their end; rows they give are thrown away.</summary>
    public void Execute(string sql)
    {
        using var stream = Stream(sql);
        while (stream.MoveNext())
        {
            // A statement is done when its last row was taken.
        }
    }

    /// <summary>Runs statements and gives the rows of the last one as they come. Dispose the stream before the next query.</summary>
    public DuckDbStream Stream(string sql)
    {
        ThrowIfInterrupted();
        using var statements = Extract(sql, out var count);
        for (var i = 0UL; i + 1 < count; i++)
        {
            using var before = Start(statements, i);
            while (before.MoveNext())
            {
                // See Execute.
            }
        }

        return Start(statements, count - 1);
    }

    /// <summary>Binds and plans one statement without running it; <see cref="DuckDbFault"/> when that cannot be done.</summary>
    public PreparedQuery Prepare(string sql)
    {
        ThrowIfInterrupted();
        using var statements = Extract(sql, out var count);
        return count == 1
            ? new PreparedQuery(this, Prepare(statements, 0))
            : throw new DuckDbFault($"{count} statements came where one was expected.");
    }

    /// <summary>
    /// From now on queries reach these files and nothing else outside of the session, and cannot change that.
    /// </summary>
    public void Confine(IEnumerable<string> paths)
        => Execute($"SET allowed_paths = [{string.Join(", ", paths.Select(Sql.Literal))}]; SET enable_external_access = false; SET lock_configuration = true");

    /// <summary>The rows of a query with few of them, every value as DuckDB's text; null is null.</summary>
    public List<string?[]> Rows(string query)
    {
        var rows = new List<string?[]>();
        using var stream = Stream($"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({query})");
        while (stream.MoveNext())
        {
            for (var i = 0; i < stream.Count; i++)
            {
                var row = new string?[stream.ColumnCount];
                for (var column = 0; column < row.Length; column++)
                {
                    row[column] = stream.Text(column).StringAt(i);
                }

                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>
    /// Stops what runs and whatever would run later: a session that was interrupted stays so. The call that is stopped
    /// throws <see cref="OperationCanceledException"/>.
    /// </summary>
    public void Interrupt()
    {
        _interrupted = true;
        try
        {
            NativeMethods.Interrupt(_connection);
        }
        catch (ObjectDisposedException)
        {
            // The work was done before the interrupt came.
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    /// <summary>Throws when the session was interrupted.</summary>
    internal void ThrowIfInterrupted()
    {
        if (_interrupted)
        {
            throw new OperationCanceledException("The query was interrupted.");
        }
    }

    /// <summary>Throws DuckDB's message as a fault, or the cancellation that caused it.</summary>
    internal void Throw(nint message)
    {
        ThrowIfInterrupted();
        throw new DuckDbFault(Text(message, "DuckDB failed and gave no reason."));
    }

    /// <summary>Runs a prepared statement.</summary>
    internal DuckDbStream Start(PreparedHandle prepared)
    {
        ThrowIfInterrupted();
        var state = NativeMethods.PendingPreparedStreaming(prepared, out var pending);
        using (pending)
        {
            if (state != NativeMethods.Success)
            {
                Throw(NativeMethods.PendingError(pending));
            }

            // DuckDB forgets an interrupt when a query begins, so one that came just before it is told again.
            if (_interrupted)
            {
                NativeMethods.Interrupt(_connection);
            }

            return new DuckDbStream(this, Run(pending));
        }
    }

    private static ConfigHandle Configure(string workFolder, int threads)
    {
        if (NativeMethods.CreateConfig(out var config) != NativeMethods.Success)
        {
            throw new DuckDbFault("DuckDB gives no configuration.");
        }

        Set(config, "threads", threads.ToString());
        Set(config, "temp_directory", workFolder);
        Set(config, "autoinstall_known_extensions", "false");
        Set(config, "autoload_known_extensions", "false");
        return config;
    }

    private static void Set(ConfigHandle config, string name, string option)
    {
        if (NativeMethods.SetConfig(config, name, option) != NativeMethods.Success)
        {
            throw new DuckDbFault($"This DuckDB does not take the setting {name} = {option}. Is QUERN_DUCKDB another version than {nameof(Quern)} expects?");
        }
    }

    private static string Text(nint message, string otherwise) => Marshal.PtrToStringUTF8(message) ?? otherwise;

    private StatementsHandle Extract(string sql, out ulong count)
    {
        if (sql.Contains('\0', StringComparison.Ordinal))
        {
            throw new RunFault($"A query holds the character NUL, which DuckDB's interface cannot carry: {sql.Replace("\0", "\\0", StringComparison.Ordinal)}");
        }

        count = NativeMethods.ExtractStatements(_connection, sql, out var statements);
        if (count == 0)
        {
            using (statements)
            {
                Throw(NativeMethods.ExtractStatementsError(statements));
            }
        }

        return statements;
    }

    private DuckDbStream Start(StatementsHandle statements, ulong index)
    {
        using var prepared = Prepare(statements, index);
        return Start(prepared);
    }

    private PreparedHandle Prepare(StatementsHandle statements, ulong index)
    {
        if (NativeMethods.PrepareExtracted(_connection, statements, index, out var prepared) != NativeMethods.Success)
        {
            using (prepared)
            {
                Throw(NativeMethods.PrepareError(prepared));
            }
        }

        return prepared;
    }

    private ResultHandle Run(PendingHandle pending)
    {
        var result = new ResultHandle();
        if (NativeMethods.ExecutePending(pending, result) == NativeMethods.Success)
        {
            return result;
        }

        using (result)
        {
            Throw(NativeMethods.ResultError(result));
        }

        return result;
    }
}
