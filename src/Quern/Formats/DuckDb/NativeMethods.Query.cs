using System.Runtime.InteropServices;

namespace Quern.Formats.DuckDb;

// Chapters "Extract Statements", "Prepared Statements" and "Pending Results".
internal static partial class NativeMethods
{
    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_extract_statements", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ulong ExtractStatements(ConnectionHandle connection, string sql, out StatementsHandle statements);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_extract_statements_error")]
    public static partial nint ExtractStatementsError(StatementsHandle statements);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_destroy_extracted")]
    public static partial void DestroyExtracted(ref nint statements);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_prepare_extracted_statement")]
    public static partial int PrepareExtracted(ConnectionHandle connection, StatementsHandle statements, ulong index, out PreparedHandle prepared);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_prepare_error")]
    public static partial nint PrepareError(PreparedHandle prepared);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_bind_varchar_length")]
    public static unsafe partial int BindVarcharLength(PreparedHandle prepared, ulong parameter, byte* text, ulong length);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_destroy_prepare")]
    public static partial void DestroyPrepare(ref nint prepared);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_pending_prepared_streaming")]
    public static partial int PendingPreparedStreaming(PreparedHandle prepared, out PendingHandle pending);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_pending_error")]
    public static partial nint PendingError(PendingHandle pending);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_destroy_pending")]
    public static partial void DestroyPending(ref nint pending);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_execute_pending")]
    public static partial int ExecutePending(PendingHandle pending, ResultHandle result);
}
