using Quern.Formats.DuckDb;
using Quern.Rows;

namespace Quern.Queries.Sql;

/// <summary>
/// Checks a query's syntax before any row is read: DuckDB parses it and gives its tree, without looking at tables. Costs
/// the opening of DuckDB, some 50 milliseconds.
/// </summary>
internal static class SqlSyntax
{
    /// <summary>What is wrong with a query; null when it parses as one SELECT.</summary>
    public static string? Fault(string query)
    {
        try
        {
            using var session = DuckDbSession.Open(Path.GetTempPath(), threads: 1);
            return FaultOf(session, query);
        }
        catch (RunFault fault)
        {
            return $"The query cannot be checked: {fault.Message}";
        }
    }

    private static string? FaultOf(DuckDbSession session, string query)
    {
        try
        {
            using var tree = SqlTree.Parse(session, query);
            var count = tree.RootElement.GetProperty("statements").GetArrayLength();
            return count == 1 ? null : $"The query holds {count} statements; one SELECT over rows was expected.";
        }
        catch (DuckDbFault fault)
        {
            return $"The query is no SELECT that DuckDB understands: {fault.Message}";
        }
    }
}
