namespace Quern.Formats.Csv;

/// <summary>One value of a record, where it lies in the record's text.</summary>
/// <param name="Start">Index of the first byte, behind the opening quote if there is one.</param>
/// <param name="Length">Number of bytes, quotes around it not counted.</param>
/// <param name="Quoted">Whether it stands in quotes: a quoted empty value is empty text, a bare one is null.</param>
/// <param name="Doubled">Whether it holds doubled quotes, each of which stands for one.</param>
internal readonly record struct CsvField(int Start, int Length, bool Quoted, bool Doubled)
{
    /// <summary>Whether there is no value at all.</summary>
    public bool IsNull => Length == 0 && !Quoted;
}
