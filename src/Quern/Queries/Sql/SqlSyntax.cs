using System.Text.Json;
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
            using var stream = session.Stream($"SELECT CAST(json_serialize_sql({Formats.DuckDb.Sql.Literal(query)}) AS VARCHAR)");
            return stream.MoveNext() ? FaultIn(stream.Text(0).StringAt(0)!) : null;
        }
        catch (RunFault fault)
        {
            return $"The query cannot be checked: {fault.Message}";
        }
    }

    private static string? FaultIn(string tree)
    {
        using var parsed = JsonDocument.Parse(tree);
        var root = parsed.RootElement;
        if (root.GetProperty("error").GetBoolean())
        {
            return $"The query is no SELECT that DuckDB understands: {root.GetProperty("error_message").GetString()}";
        }

        var count = root.GetProperty("statements").GetArrayLength();
        return count == 1 ? null : $"The query holds {count} statements; one SELECT over rows was expected.";
    }
}
