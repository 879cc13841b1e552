namespace Quern.Formats.DuckDb;

/// <summary>
/// SQL for one value on its way to JSON. Most types only need another value that <c>to_json</c> writes well
/// (<see cref="Value"/>): that keeps the fast path. Numbers whose own digits must stay have to be put together as text
/// (<see cref="Text"/>), and so has everything that holds them.
/// </summary>
internal static class JsonValueSql
{
    // As many digits as a double holds exactly; to_json writes decimals through one.
    private const int ExactDigits = 15;

    /// <summary>Whether values of the type must be put together as text.</summary>
    public static bool NeedsText(DuckDbType type)
        => type.Name is "JSON" or "BIGNUM" || (type.Name == "DECIMAL" && type.Width > ExactDigits) || type.Parts.Any(static p => NeedsText(p.Type));

    /// <summary>An expression for JSON text; never null.</summary>
    public static string Text(string value, DuckDbType type, int depth = 0) => type.Name switch
    {
        _ when !NeedsText(type) => $"coalesce(CAST(to_json({Value(value, type, depth)}) AS VARCHAR), 'null')",
        "JSON" or "BIGNUM" => $"coalesce(CAST({value} AS VARCHAR), 'null')",
        "DECIMAL" => $"coalesce({Decimal(value)}, 'null')",
        "LIST" => OrNull(value, $"'[' || {Joined(value, type.Parts[0].Type, depth)} || ']'"),
        "STRUCT" => OrNull(value, "'{' || " + string.Join(" || ',' || ", type.Parts.Select(p => $"{Key(p.Name)} || {Text(Field(value, p), p.Type, depth)}")) + " || '}'"),
        _ => OrNull(value, "'{' || " + JoinedEntries(value, type, depth) + " || '}'"),
    };

    /// <summary>An expression for a value that <c>to_json</c> writes as it should be.</summary>
    public static string Value(string value, DuckDbType type, int depth = 0) => type.Name switch
    {
        _ when IsNatural(type) => value,
        "DOUBLE" => $"CASE WHEN isfinite({value}) THEN {value} END",

        // The shortest text of a float, read as a double, is written with the same digits.
        "FLOAT" => $"CASE WHEN isfinite({value}) THEN CAST(CAST({value} AS VARCHAR) AS DOUBLE) END",
        "BLOB" => $"to_base64({value})",
        "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => $"replace(CAST({value} AS VARCHAR), ' ', 'T')",
        "TIMESTAMP WITH TIME ZONE" => $"replace(replace(CAST({value} AS VARCHAR), ' ', 'T'), '+00', 'Z')",
        "LIST" => Each(value, type.Parts[0].Type, depth),
        "STRUCT" => $"CASE WHEN {value} IS NOT NULL THEN struct_pack({string.Join(", ", type.Parts.Select(p => $"{Sql.Name(p.Name)} := {Value(Field(value, p), p.Type, depth)}"))}) END",
        "MAP" => $"CASE WHEN {value} IS NOT NULL THEN map({EachKey(value, type, depth)}, {Each($"map_values({value})", type.Parts[1].Type, depth)}) END",
        _ => $"CAST({value} AS VARCHAR)",
    };

    /// <summary>An expression that counts the non-finite numbers in a value; null when its type can hold none.</summary>
    public static string? NonFinite(string value, DuckDbType type, int depth = 0)
    {
        switch (type.Name)
        {
            case "DOUBLE" or "FLOAT":
                return $"CASE WHEN isfinite({value}) IS NOT DISTINCT FROM false THEN 1 ELSE 0 END";
            case "LIST":
                return NonFiniteIn(value, type.Parts[0].Type, depth);
            case "MAP":
                return NonFiniteIn($"map_values({value})", type.Parts[1].Type, depth);
            case "STRUCT":
                var parts = type.Parts.Select(p => NonFinite(Field(value, p), p.Type, depth)).OfType<string>().ToList();
                return parts.Count == 0 ? null : "(" + string.Join(" + ", parts) + ")";
            default:
                return null;
        }
    }

    /// <summary>A literal for a member's name, its colon included.</summary>
    public static string Key(string name)
    {
        var text = new Rows.ByteBuffer();
        Rows.Json.JsonText.WriteString(name, text);
        text.Append((byte)':');
        return Sql.Literal(System.Text.Encoding.UTF8.GetString(text.Span));
    }

    private static bool IsNatural(DuckDbType type) => type.Name switch
    {
        "BOOLEAN" or "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" => true,
        "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "DECIMAL" => true,
        "VARCHAR" or "DATE" or "TIME" or "UUID" or "ENUM" or "BIT" or "INTERVAL" => true,
        "LIST" or "STRUCT" or "MAP" => type.Parts.All(static p => IsNatural(p.Type)),
        _ => false,
    };

    private static string Field(string value, DuckDbField field) => $"struct_extract({value}, {Sql.Literal(field.Name)})";

    private static string Parameter(int depth) => $"quern{depth}";

    private static string OrNull(string value, string text) => $"CASE WHEN {value} IS NULL THEN 'null' ELSE {text} END";

    // DuckDB leaves out the 0 before the point when a decimal has no digits there.
    private static string Decimal(string value)
        => $"CASE WHEN {value} > -1 AND {value} < 1 THEN regexp_replace(CAST({value} AS VARCHAR), '^(-?)\\.', '\\1' || '0.') ELSE CAST({value} AS VARCHAR) END";

    private static string Each(string list, DuckDbType element, int depth)
        => $"list_transform({list}, lambda {Parameter(depth)}: {Value(Parameter(depth), element, depth + 1)})";

    private static string EachKey(string map, DuckDbType type, int depth)
        => $"list_transform(map_keys({map}), lambda {Parameter(depth)}: {KeyText(Parameter(depth), type.Parts[0].Type, depth + 1)})";

    // A key is text in any case, so a number that is not finite may stay what it is.
    private static string KeyText(string key, DuckDbType type, int depth) => type.Name is "BLOB" || type.Name.StartsWith("TIMESTAMP", StringComparison.Ordinal)
        ? Value(key, type, depth)
        : $"CAST({key} AS VARCHAR)";

    private static string Joined(string list, DuckDbType element, int depth)
        => $"array_to_string(list_transform({list}, lambda {Parameter(depth)}: {Text(Parameter(depth), element, depth + 1)}), ',')";

    private static string JoinedEntries(string map, DuckDbType type, int depth)
    {
        var entry = Parameter(depth);
        var key = KeyText($"struct_extract({entry}, 'key')", type.Parts[0].Type, depth + 1);
        var value = Text($"struct_extract({entry}, 'value')", type.Parts[1].Type, depth + 1);
        return $"array_to_string(list_transform(map_entries({map}), lambda {entry}: CAST(to_json({key}) AS VARCHAR) || ':' || {value}), ',')";
    }

    private static string? NonFiniteIn(string list, DuckDbType element, int depth)
    {
        var one = NonFinite(Parameter(depth), element, depth + 1);
        return one is null ? null : $"CAST(coalesce(list_sum(list_transform({list}, lambda {Parameter(depth)}: {one})), 0) AS BIGINT)";
    }
}
