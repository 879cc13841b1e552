using System.Diagnostics;
using Quern.Formats.Csv;
using Quern.Formats.Selecting;
using Quern.Formats.WholeJson;

namespace Quern.Formats;

/// <summary>Opens the reader for a recognised file.</summary>
internal static class RowReaders
{
    /// <summary>A reader for every row of the file; <paramref name="workFolder"/> takes temporary files.</summary>
    public static RowReader Open(InputFile file, string workFolder) => Open(file, RowSelection.All, workFolder);

    /// <summary>
    /// A reader for some rows of the file. Columns are left out where the format can do so (Parquet); from other rows they
    /// are cut where the rows are taken in.
    /// </summary>
    public static RowReader Open(InputFile file, RowSelection selection, string workFolder)
        => file.Format == InputFormat.Parquet
            ? new ParquetReader(file.AsFile(workFolder).Path, selection, workFolder)
            : Select(OpenWhole(file, workFolder), selection, workFolder);

    private static RowReader OpenWhole(InputFile file, string workFolder) => file.Format switch
    {
        InputFormat.Jsonl => new JsonlReader(file.Open()),
        InputFormat.Text => new TextLinesReader(file.Open()),
        InputFormat.Json => new JsonDocumentReader(file.AsFile(workFolder)),
        InputFormat.Csv or InputFormat.Tsv => new CsvReader(file.AsFile(workFolder).Path, file.Format),
        _ => throw new UnreachableException($"There is no reader for {file.Format}."),
    };

    private static RowReader Select(RowReader whole, RowSelection selection, string workFolder)
    {
        if (selection.Where is null)
        {
            return whole;
        }

        try
        {
            return new SelectingReader(whole, selection, workFolder);
        }
        catch
        {
            whole.Dispose();
            throw;
        }
    }
}
