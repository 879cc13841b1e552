namespace Quern.Formats;

/// <summary>What can be written.</summary>
internal enum OutputFormat
{
    Jsonl,
    JsonlGzip,
    Parquet,
    Csv,
}

/// <summary>A file to write.</summary>
/// <param name="Path">Its final name; <c>-</c> is standard output.</param>
/// <param name="Format">How.</param>
internal sealed record OutputFile(string Path, OutputFormat Format)
{
    /// <summary>The part of a split whose rows it takes; null takes all.</summary>
    public string? Part { get; init; }

    /// <summary>The path as it was written, where the part's name was put into it.</summary>
    public string? Pattern { get; init; }
}
