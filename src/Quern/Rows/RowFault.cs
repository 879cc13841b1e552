namespace Quern.Rows;

/// <summary>Why a row cannot be processed.</summary>
/// <param name="Reason">A short fixed word for counting, such as <c>invalid-json</c>.</param>
/// <param name="Message">What was found in this row, and where.</param>
public readonly record struct RowFault(string Reason, string Message);
