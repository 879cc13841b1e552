using Quern.Formats.Csv;
using Quern.Formats.WholeJson;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>Opens the reader for a recognised file.</summary>
internal static class RowReaders
{
    /// <summary>A reader for the file; <paramref name="workFolder"/> takes temporary files.</summary>
    public static RowReader Open(InputFile file, string workFolder) => file.Format switch
    {
        InputFormat.Jsonl => new JsonlReader(file.Open()),
        InputFormat.Json => new JsonDocumentReader(file.AsFile(workFolder)),
        InputFormat.Parquet => new ParquetReader(file.AsFile(workFolder).Path, workFolder),
        InputFormat.Csv or InputFormat.Tsv => new CsvReader(file.AsFile(workFolder).Path, file.Format),
        InputFormat.Text => new TextLinesReader(file.Open()),
        _ => throw new SourceFault($"{file.Path}: {file.Format} is not read yet; convert it to JSONL first."),
    };
}
