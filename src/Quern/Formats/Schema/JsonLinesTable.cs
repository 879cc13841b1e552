using Quern.Formats.DuckDb;

namespace Quern.Formats.Schema;

/// <summary>JSONL files as a table for DuckDB, with columns that are given and not guessed, and no fault passed over.</summary>
internal static class JsonLinesTable
{
    // DuckDB's own limit on the length of a row, below which nothing has to be said.
    private const long DefaultRowLimit = 16L << 20;

    /// <summary>The call that gives the table.</summary>
    public static string Of(IEnumerable<string> paths, IReadOnlyList<Column> columns, int longestRow)
    {
        var files = string.Join(", ", paths.Select(Sql.Literal));
        var types = string.Join(", ", columns.Select(static c => $"{Sql.Literal(c.Name)}: {Sql.Literal(c.Type)}"));
        var limit = Math.Max(DefaultRowLimit, longestRow + 1024L);
        return $"read_json([{files}], format = 'newline_delimited', records = 'true', auto_detect = false, hive_partitioning = false, maximum_object_size = {limit}, columns = {{{types}}})";
    }
}
