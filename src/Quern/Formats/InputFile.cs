namespace Quern.Formats;

/// <summary>What a file was recognised as.</summary>
internal enum InputFormat
{
    Jsonl,
    Json,
    Parquet,
    Csv,
    Tsv,
    Text,
}

/// <summary>A file to read, recognised by its content.</summary>
/// <param name="Path">Where it lies; <c>-</c> is standard input.</param>
/// <param name="Format">What it holds, below any compression.</param>
/// <param name="Gzip">Whether it is compressed with gzip.</param>
/// <param name="Bytes">Its length on disk; 0 for standard input.</param>
internal sealed record InputFile(string Path, InputFormat Format, bool Gzip, long Bytes);
