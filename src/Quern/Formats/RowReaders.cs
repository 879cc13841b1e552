using Quern.Formats.Csv;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>Opens the reader for a recognised file.</summary>
internal static class RowReaders
{
    /// <summary>A reader for the file; <paramref name="workFolder"/> takes temporary files.</summary>
    public static RowReader Open(InputFile file, string workFolder) => file.Format switch
    {
        InputFormat.Jsonl => new JsonlReader(ByteSource.Open(file.Path)),
        InputFormat.Parquet => new ParquetReader(file.Path, workFolder),
        InputFormat.Csv or InputFormat.Tsv => new CsvReader(file.Path, file.Format),
        InputFormat.Text => new TextLinesReader(ByteSource.Open(file.Path)),
        _ => throw new SourceFault($"{file.Path}: {file.Format} is not read yet; convert it to JSONL first."),
    };
}
