using Quern.Steps;

namespace Quern.Queries.Sql;

/// <summary>The query that makes the rows.</summary>
public sealed record SqlOptions : StepOptions
{
    /// <summary>One SELECT over <c>rows</c>.</summary>
    [Option("One SELECT in DuckDB's SQL over the table rows, such as \"select language, count(*) as n from rows group by all order by n desc\".")]
    public required string Query { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check()
    {
        if (string.IsNullOrWhiteSpace(Query))
        {
            yield return "sql has an empty query; write one SELECT over rows.";
        }
        else if (SqlSyntax.Fault(Query) is { } fault)
        {
            yield return fault;
        }
    }
}
