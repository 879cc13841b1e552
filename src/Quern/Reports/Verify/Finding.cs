namespace Quern.Reports.Verify;

/// <summary>A fault, and where it was found.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line, or the number of the row where the file has no lines; 0 where the whole file is meant.</param>
/// <param name="Id">The row's id, as it is written; null where it has none.</param>
/// <param name="What">What was found. It never holds a secret or a text of the row.</param>
internal sealed record Finding(string Kind, string File, long Line, string? Id, string What);
