using System.Collections.Frozen;

namespace Quern.Formats.Selecting;

/// <summary>
/// DuckDB's functions whose answer is not decided by what they are given: chance, clocks, and what does something else than
/// answer. With one of them a where would keep other rows in each run, and a killed run could not go on.
/// </summary>
internal static class FickleFunctions
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            "ago", "currval", "current_connection_id", "current_date", "current_query", "current_query_id", "current_time",
            "current_timestamp", "current_transaction_id", "error", "gen_random_uuid", "get_current_time", "get_current_timestamp",
            "localtime", "localtimestamp", "nextval", "now", "pg_conf_load_time", "pg_postmaster_start_time", "pg_sleep", "random",
            "setseed", "sleep_ms", "stats", "today", "transaction_timestamp", "txid_current", "uuid", "uuidv4", "uuidv7", "write_log",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a function called with so many arguments is one of them.</summary>
    public static bool Contains(string name, int arguments)
        => Names.Contains(name) || (arguments == 1 && name.Equals("age", StringComparison.OrdinalIgnoreCase));
}
