using Quern.Formats.DuckDb;
using Quern.Rows;

namespace Quern.Formats.Selecting;

/// <summary>
/// The part of a Parquet file that is wanted, as a query. The where sees the fields it names under their true names, which
/// DuckDB alone would change when two differ only by case, and no others.
/// </summary>
internal sealed class ParquetSelection
{
    private readonly DuckDbSession _session;
    private readonly string _path;
    private readonly Condition? _condition;
    private readonly JsonProjection _unselected;

    /// <summary>Binds the selection to a file; <see cref="RecipeFault"/> when it does not fit the file's columns.</summary>
    public ParquetSelection(DuckDbSession session, ParquetSchema schema, string path, Condition? condition, IReadOnlyList<string>? columns)
    {
        _session = session;
        _path = path;
        _condition = condition;
        var names = schema.Columns.Select(static c => c.Name).ToList();
        var prefix = Prefix(names);
        var numbered = NumberedColumn.All(schema.Columns, prefix);
        var kept = columns is null ? numbered : [.. numbered.Where(Chosen(columns, names, path))];
        var file = $"{schema.Relation} AS {NumberedColumn.Alias(numbered)}";
        if (condition is null)
        {
            Projection = _unselected = JsonProjection.Of(kept, file, ordinal: null);
            return;
        }

        var used = UsedFields.Of(condition, names, path).Select(name => numbered[names.IndexOf(name)]).ToList();
        var ordinal = prefix + "ordinal";
        var fields = string.Concat(used.Select(static c => $", {c.Number} AS {Sql.Name(c.Column.Name)}"));
        Projection = JsonProjection.Of(kept, $"(SELECT *{fields}, file_row_number AS {ordinal} FROM {file}) WHERE {condition.Sql}", ordinal);
        _unselected = JsonProjection.Of([.. kept.Union(used)], file, ordinal: null);
        session.Confine(schema.Paths);
        Bind(used);
    }

    /// <summary>The query.</summary>
    public JsonProjection Projection { get; }

    /// <summary>
    /// Whose fault a failure is. DuckDB's words do not tell a value that cannot be cast from a damaged page, but without the
    /// where only the damaged page fails.
    /// </summary>
    public QuernFault Explain(DuckDbFault fault)
    {
        if (_condition is null)
        {
            return DuckDbFile.Unreadable(_path, fault);
        }

        try
        {
            _session.Execute(_unselected.Query);
            return WhereFaults.Fails(fault, _path, _condition.Text);
        }
        catch (DuckDbFault damage)
        {
            return DuckDbFile.Unreadable(_path, damage);
        }
    }

    private void Bind(IEnumerable<NumberedColumn> used)
    {
        try
        {
            _session.Prepare(Projection.Query).Dispose();
        }
        catch (DuckDbFault fault)
        {
            throw WhereFaults.DoesNotFit(fault, used.Select(static c => $"{c.Column.Name} is {c.Column.Type.Name}"), _path, _condition!.Text);
        }
    }

    // None of the file's own columns may begin so, or a where could mean one thing and get another.
    private static string Prefix(IReadOnlyList<string> names)
    {
        var prefix = "quern_";
        while (names.Any(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            prefix += "_";
        }

        return prefix;
    }

    private static Func<NumberedColumn, bool> Chosen(IReadOnlyList<string> columns, IReadOnlyList<string> names, string path)
    {
        var unknown = columns.Except(names, StringComparer.Ordinal).ToList();
        if (columns.Count == 0 || unknown.Count > 0)
        {
            throw columns.Count == 0 ? WhereFaults.NoColumns() : new RecipeFault([.. unknown.Select(name => WhereFaults.UnknownColumn(name, names, path))]);
        }

        return column => columns.Contains(column.Column.Name, StringComparer.Ordinal);
    }
}
