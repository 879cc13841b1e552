namespace Quern.Formats;

/// <summary>Opens the writer for an output.</summary>
internal static class RowWriters
{
    /// <summary>A writer for the file, under a temporary name until it is complete.</summary>
    public static RowWriter Open(OutputFile file, bool force) => file switch
    {
        { Path: "-" } => new StandardOutput(),
        { Format: OutputFormat.Jsonl } => new JsonlWriter(file.Path, force),
        { Format: OutputFormat.JsonlGzip } => new GzipJsonlWriter(file.Path, force),
        { Format: OutputFormat.Parquet } => new ParquetWriter(file.Path, force),
        _ => new CsvWriter(file.Path, force),
    };

    /// <summary>The format that a path's extension asks for; null when it says nothing known.</summary>
    public static OutputFormat? FormatOf(string path)
    {
        var name = path.ToLowerInvariant();
        return name switch
        {
            "-" => OutputFormat.Jsonl,
            _ when name.EndsWith(".gz", StringComparison.Ordinal) => FormatOf(name[..^3]) == OutputFormat.Jsonl || name.EndsWith(".json.gz", StringComparison.Ordinal)
                ? OutputFormat.JsonlGzip
                : null,
            _ => Path.GetExtension(name) switch
            {
                ".jsonl" or ".ndjson" => OutputFormat.Jsonl,
                ".parquet" => OutputFormat.Parquet,
                ".csv" => OutputFormat.Csv,
                _ => null,
            },
        };
    }
}
