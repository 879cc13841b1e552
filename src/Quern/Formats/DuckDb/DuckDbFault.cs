using Quern.Rows;

namespace Quern.Formats.DuckDb;

/// <summary>
/// DuckDB refused or failed; the message is its own. Whoever knows what was being done (which file, whose query) turns it
/// into a fault that says so.
/// </summary>
/// <param name="message">DuckDB's own message.</param>
internal sealed class DuckDbFault(string message) : RunFault(message);
