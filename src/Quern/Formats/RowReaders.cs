using System.Diagnostics;
using Quern.Formats.Csv;
using Quern.Formats.WholeJson;

namespace Quern.Formats;

/// <summary>Opens the reader for a recognised file.</summary>
internal static class RowReaders
{
    /// <summary>A reader for the file; <paramref name="workFolder"/> takes temporary files.</summary>
    public static RowReader Open(InputFile file, RowSelection selection, string workFolder) => file.Format switch
    {
        InputFormat.Jsonl => new JsonlReader(file.Open()),
        InputFormat.Text => new TextLinesReader(file.Open()),
        InputFormat.Json => new JsonDocumentReader(file.AsFile(workFolder)),
        InputFormat.Parquet => new ParquetReader(file.AsFile(workFolder).Path, workFolder),
        InputFormat.Csv or InputFormat.Tsv => new CsvReader(file.AsFile(workFolder).Path, file.Format),
        _ => throw new UnreachableException($"There is no reader for {file.Format}."),
    };
}
