namespace Quern.Formats.DuckDb;

/// <summary>
/// What a Parquet file says of itself. Types come from <c>DESCRIBE</c>, names from the file's own schema: DuckDB renames
/// columns that differ only by case.
/// </summary>
internal sealed class ParquetSchema
{
    /// <summary>Reads the schema.</summary>
    public ParquetSchema(DuckDbSession session, string path)
    {
        var pattern = Escape(path);
        var file = Sql.Literal(pattern);
        Paths = [path, pattern];
        Relation = $"read_parquet({file}, hive_partitioning = false)";
        Rows = long.Parse(session.Rows($"SELECT num_rows FROM parquet_file_metadata({file})")[0][0]!);
        var described = JsonProjection.Columns(session, $"SELECT * FROM {Relation}");
        var names = TrueNames(session, file);
        Columns = names.Count == described.Count && names.Distinct().Count() == names.Count
            ? [.. described.Select((c, i) => c with { Name = names[i] })]
            : described;
    }

    /// <summary>The file as it is called when it is opened, and as it is called in SQL.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>SQL that stands for the file's rows.</summary>
    public string Relation { get; }

    /// <summary>How many rows the file promises.</summary>
    public long Rows { get; }

    /// <summary>The columns in the file's order.</summary>
    public IReadOnlyList<JsonColumn> Columns { get; }

    // DuckDB takes * ? and [ in a path for a pattern.
    private static string Escape(string path)
        => path.Replace("[", "[[]", StringComparison.Ordinal).Replace("*", "[*]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal);

    // The schema is a tree written depth first: the root, then each column followed by everything below it.
    private static List<string> TrueNames(DuckDbSession session, string file)
    {
        var names = new List<string>();
        var below = 0L;
        foreach (var node in session.Rows($"SELECT name, coalesce(num_children, 0) FROM parquet_schema({file})").Skip(1))
        {
            if (below == 0)
            {
                names.Add(node[0]!);
            }

            below = Math.Max(below - 1, 0) + long.Parse(node[1]!);
        }

        return names;
    }
}
