using Quern.Queries.Sql;
using Quern.Steps;

namespace Quern.Queries;

/// <summary>The steps of this room, for the table of steps.</summary>
internal static class QueriesSteps
{
    /// <summary>One line a step.</summary>
    public static IReadOnlyList<StepEntry> Entries { get; } =
    [
        StepEntry.Set<SqlOptions>("sql", "Makes new rows with a query over all rows (DuckDB's SQL; the table is called rows).", static (o, c) => new SqlStep(o, c)) with { MakesRows = true },
    ];
}
