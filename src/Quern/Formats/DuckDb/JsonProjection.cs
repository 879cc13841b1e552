namespace Quern.Formats.DuckDb;

/// <summary>
/// The query that gives each row of a relation as JSON text. It is built from the columns' types, because
/// <c>to_json</c> alone writes NaN, Infinity and other text that is not JSON, and shortens numbers.
/// </summary>
/// <param name="Query">Gives a VARCHAR (the row) and, where the other two say so, a BIGINT each.</param>
/// <param name="CountsNonFinite">Whether a column counts the numbers that became null for being NaN or infinite.</param>
/// <param name="GivesOrdinals">Whether the last column is the row's place in its file.</param>
internal sealed record JsonProjection(string Query, bool CountsNonFinite, bool GivesOrdinals = false)
{
    /// <summary>The projection of a query's own columns.</summary>
    public static JsonProjection Of(DuckDbSession session, string query) => Of($"({query})", Columns(session, query));

    /// <summary>The columns of a query as DuckDB describes them.</summary>
    public static List<JsonColumn> Columns(DuckDbSession session, string query)
        => [.. session.Rows($"DESCRIBE {query}").Select(static r => new JsonColumn(r[0]!, DuckDbType.Parse(r[1]!)))];

    /// <summary>The projection of a relation (a table function, or a query in parentheses) with these columns, in its order.</summary>
    public static JsonProjection Of(string relation, IReadOnlyList<JsonColumn> columns)
    {
        var numbered = NumberedColumn.All(columns, "quern_");
        return Of(numbered, $"{relation} AS {NumberedColumn.Alias(numbered)}", ordinal: null);
    }

    /// <summary>The projection of columns that go by number in what stands behind FROM.</summary>
    /// <param name="columns">The columns that the rows are to have.</param>
    /// <param name="from">A relation, and perhaps a condition.</param>
    /// <param name="ordinal">What the row's place in its file is called there.</param>
    public static JsonProjection Of(IReadOnlyList<NumberedColumn> columns, string from, string? ordinal)
    {
        var counts = columns.Select(static c => JsonValueSql.NonFinite(c.Number, c.Column.Type)).OfType<string>().ToList();
        var count = counts.Count == 0 ? "" : $", CAST({string.Join(" + ", counts)} AS BIGINT)";
        var place = ordinal is null ? "" : $", CAST({ordinal} AS BIGINT)";
        return new JsonProjection($"SELECT {RowText(columns)}{count}{place} FROM {from}", counts.Count > 0, ordinal is not null);
    }

    private static string RowText(IReadOnlyList<NumberedColumn> columns)
    {
        var packable = columns.All(static c => c.Column.Name.Length > 0 && !JsonValueSql.NeedsText(c.Column.Type))
            && columns.DistinctBy(static c => c.Column.Name, StringComparer.OrdinalIgnoreCase).Count() == columns.Count;
        return packable
            ? $"CAST(to_json(struct_pack({string.Join(", ", columns.Select(static c => $"{Sql.Name(c.Column.Name)} := {JsonValueSql.Value(c.Number, c.Column.Type)}"))})) AS VARCHAR)"
            : $"'{{' || {string.Join(" || ',' || ", columns.Select(static c => $"{JsonValueSql.Key(c.Column.Name)} || {JsonValueSql.Text(c.Number, c.Column.Type)}"))} || '}}'";
    }
}
