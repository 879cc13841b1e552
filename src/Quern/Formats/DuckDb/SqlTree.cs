using System.Text.Json;

namespace Quern.Formats.DuckDb;

/// <summary>The tree that DuckDB makes of a SELECT, without looking at tables.</summary>
internal static class SqlTree
{
    // Trees are as deep as their query; nothing recurses on them.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>The statements of a text that parses; <see cref="DuckDbFault"/> with DuckDB's words when it does not.</summary>
    public static JsonDocument Parse(DuckDbSession session, string sql)
    {
        using var stream = session.Stream($"SELECT CAST(json_serialize_sql({Sql.Literal(sql)}) AS VARCHAR)");
        if (!stream.MoveNext())
        {
            throw new DuckDbFault("DuckDB gives no tree for the query.");
        }

        var tree = JsonDocument.Parse(stream.Text(0).StringAt(0)!, AnyDepth);
        if (!tree.RootElement.GetProperty("error").GetBoolean())
        {
            return tree;
        }

        using (tree)
        {
            throw new DuckDbFault(tree.RootElement.GetProperty("error_message").GetString() ?? "");
        }
    }
}
