using System.Runtime.InteropServices;

namespace Quern.Formats.DuckDb;

// Chapters "Result Functions", "Data Chunk Interface" and "Vector Interface".
internal static partial class NativeMethods
{
    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_destroy_result")]
    public static partial void DestroyResult(nint result);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_result_error")]
    public static partial nint ResultError(ResultHandle result);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_column_count")]
    public static partial ulong ColumnCount(ResultHandle result);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_column_type")]
    public static partial int ColumnType(ResultHandle result, ulong column);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_fetch_chunk")]
    public static partial ChunkHandle FetchChunk(ResultValue result);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_destroy_data_chunk")]
    public static partial void DestroyDataChunk(ref nint chunk);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_data_chunk_get_size")]
    public static partial ulong DataChunkSize(ChunkHandle chunk);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint DataChunkVector(ChunkHandle chunk, ulong column);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_vector_get_data")]
    public static partial nint VectorData(nint vector);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_vector_get_validity")]
    public static partial nint VectorValidity(nint vector);
}

/// <summary>The 48 bytes of a <c>duckdb_result</c>, which some calls want by value. Its fields are DuckDB's own affair.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResultValue
{
    private ulong _columnCount;
    private ulong _rowCount;
    private ulong _rowsChanged;
    private nint _columns;
    private nint _errorMessage;
    private nint _internalData;
}
