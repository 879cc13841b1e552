namespace Quern.Hub.Layout;

/// <summary>How a file holds rows, told by its name alone: nothing has been fetched yet. The first is preferred.</summary>
internal enum FileKind
{
    Parquet,
    Jsonl,
    Json,
    Csv,
    Tsv,
    Text,

    /// <summary>Nothing that is read here.</summary>
    Other,
}
