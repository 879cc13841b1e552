namespace Quern.Formats.DuckDb;

/// <summary>A column as it is called inside a query: by number, so that no name can clash, be renamed, or need quoting.</summary>
/// <param name="Number">What it is called.</param>
/// <param name="Column">What it is.</param>
internal sealed record NumberedColumn(string Number, JsonColumn Column)
{
    /// <summary>Numbers all columns of a relation.</summary>
    public static IReadOnlyList<NumberedColumn> All(IReadOnlyList<JsonColumn> columns, string prefix)
        => [.. columns.Select((c, i) => new NumberedColumn($"{prefix}c{i}", c))];

    /// <summary>What stands behind AS to give all columns of a relation their numbers.</summary>
    public static string Alias(IReadOnlyList<NumberedColumn> columns) => $"quern_rows({string.Join(", ", columns.Select(static c => c.Number))})";
}
