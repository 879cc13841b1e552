namespace Quern.Formats.DuckDb;

/// <summary>
/// The query that gives each row of a relation as JSON text. It is built from the columns' types, because
/// <c>to_json</c> alone writes NaN, Infinity and other text that is not JSON, and shortens numbers.
/// </summary>
/// <param name="Query">Gives a VARCHAR (the row) and, when <paramref name="CountsNonFinite"/>, a BIGINT.</param>
/// <param name="CountsNonFinite">Whether a second column counts the numbers that became null for being NaN or infinite.</param>
internal sealed record JsonProjection(string Query, bool CountsNonFinite)
{
    /// <summary>The projection of a query's own columns.</summary>
    public static JsonProjection Of(DuckDbSession session, string query) => Of($"({query})", Columns(session, query));

    /// <summary>The columns of a query as DuckDB describes them.</summary>
    public static List<JsonColumn> Columns(DuckDbSession session, string query)
        => [.. session.Rows($"DESCRIBE {query}").Select(static r => new JsonColumn(r[0]!, DuckDbType.Parse(r[1]!)))];

    /// <summary>The projection of a relation (a table function, or a query in parentheses) with these columns, in its order.</summary>
    public static JsonProjection Of(string relation, IReadOnlyList<JsonColumn> columns)
    {
        // Inside the query columns go by number, so that no name can clash, be renamed, or need quoting.
        var numbers = columns.Select(static (_, i) => Number(i)).ToList();
        var counts = columns.Select(static (c, i) => JsonValueSql.NonFinite(Number(i), c.Type)).OfType<string>().ToList();
        var count = counts.Count == 0 ? "" : $", CAST({string.Join(" + ", counts)} AS BIGINT)";
        return new JsonProjection($"SELECT {RowText(columns)}{count} FROM {relation} AS quern_rows({string.Join(", ", numbers)})", counts.Count > 0);
    }

    private static string Number(int index) => $"quern_c{index}";

    private static string RowText(IReadOnlyList<JsonColumn> columns)
    {
        var packable = columns.All(static c => c.Name.Length > 0 && !JsonValueSql.NeedsText(c.Type))
            && columns.DistinctBy(static c => c.Name, StringComparer.OrdinalIgnoreCase).Count() == columns.Count;
        return packable
            ? $"CAST(to_json(struct_pack({string.Join(", ", columns.Select(static (c, i) => $"{Sql.Name(c.Name)} := {JsonValueSql.Value(Number(i), c.Type)}"))})) AS VARCHAR)"
            : $"'{{' || {string.Join(" || ',' || ", columns.Select(static (c, i) => $"{JsonValueSql.Key(c.Name)} || {JsonValueSql.Text(Number(i), c.Type)}"))} || '}}'";
    }
}
