using System.Text;
using Quern.Formats.DuckDb;
using Quern.Formats.Schema;
using Quern.Rows;

namespace Quern.Formats.Selecting;

/// <summary>
/// A where, bound to columns and ready to be asked of rows that are JSON. The rows go in as one list, and an answer comes out
/// for each.
/// </summary>
internal sealed class ConditionQuery : IDisposable
{
    private readonly DuckDbSession _session;
    private readonly PreparedQuery _lenient;
    private readonly string _strictSql;
    private PreparedQuery? _strict;

    /// <summary>Binds the where; <see cref="DuckDbFault"/> when the columns do not fit it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="condition">The where.</param>
    /// <param name="read">The columns as they are read from JSON.</param>
    /// <param name="shown">The same columns as the where sees them.</param>
    public ConditionQuery(DuckDbSession session, Condition condition, IReadOnlyList<Column> read, IReadOnlyList<Column> shown)
    {
        _session = session;
        Columns = shown;
        var fields = shown.Count == 0 ? "1" : string.Join(", ", shown.Zip(read, Field));

        // With its type left open, DuckDB would put binding off until the parameter is there, and do it anew each time.
        var from = $"FROM (SELECT {fields} FROM (SELECT unnest(from_json(CAST($1 AS VARCHAR), {Sql.Literal(ConditionTypes.Structure(read))})) AS quern_row))";

        // Behind WHERE some things are refused that would be taken elsewhere, sums over all rows above all.
        _session.Prepare($"SELECT 1 {from} WHERE {condition.Sql}").Dispose();
        var answer = $"coalesce(CAST({condition.Sql} AS BOOLEAN), false)";
        _strictSql = $"SELECT CAST({answer} AS BIGINT) {from}";
        _lenient = session.Prepare($"SELECT CAST(TRY({answer}) AS BIGINT) {from}");
    }

    /// <summary>The columns as the where sees them.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Asks about rows, given as a JSON array: true, false, or null where the where fails.</summary>
    public void Ask(ReadOnlySpan<byte> rows, Span<bool?> answers)
    {
        using var stream = _lenient.Stream(rows);
        var asked = 0;
        while (stream.MoveNext())
        {
            var column = stream.Longs(0);
            for (var i = 0; i < stream.Count; i++)
            {
                answers[asked++] = column.IsNull(i) ? null : column[i] != 0;
            }
        }

        if (asked != answers.Length)
        {
            throw new RunFault($"DuckDB gave {asked} answers to a where about {answers.Length} rows. This is a defect.\nThe rows: {Encoding.UTF8.GetString(rows[..Math.Min(rows.Length, 1000)])}");
        }
    }

    /// <summary>Asks about one row on which the where failed; the failure is thrown with DuckDB's words.</summary>
    public bool AskAgain(ReadOnlySpan<byte> row)
    {
        _strict ??= _session.Prepare(_strictSql);
        using var stream = _strict.Stream(row);
        return stream.MoveNext() && stream.Longs(0)[0] != 0;
    }

    public void Dispose()
    {
        _strict?.Dispose();
        _lenient.Dispose();
    }

    private static string Field(Column shown, Column read)
    {
        var value = $"struct_extract(quern_row, {Sql.Literal(read.Name)})";
        return $"{(shown == read ? value : $"CAST({value} AS {shown.Type})")} AS {Sql.Name(read.Name)}";
    }
}
