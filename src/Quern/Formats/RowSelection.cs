namespace Quern.Formats;

/// <summary>Which of a source's rows are meant, and which of their fields.</summary>
/// <param name="Where">An SQL condition over the rows' fields; null means every row.</param>
/// <param name="Columns">Names of the fields that are kept; null means all.</param>
internal sealed record RowSelection(string? Where, IReadOnlyList<string>? Columns)
{
    /// <summary>
    /// Whether rows may lack a field that the where names: of a source's files the first tells which fields there are, and one
    /// that the beginning of a later file lacks is null there. Where the format has a schema, that tells.
    /// </summary>
    public bool MayLackFields { get; init; }

    /// <summary>Every row, whole.</summary>
    public static RowSelection All { get; } = new(null, null);
}
