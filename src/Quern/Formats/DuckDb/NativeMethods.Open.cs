using System.Runtime.InteropServices;

namespace Quern.Formats.DuckDb;

// Chapters "Configuration" and "Open/Connect".
internal static partial class NativeMethods
{
    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_library_version")]
    public static partial nint LibraryVersion();

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_create_config")]
    public static partial int CreateConfig(out ConfigHandle config);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_set_config", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetConfig(ConfigHandle config, string name, string option);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_destroy_config")]
    public static partial void DestroyConfig(ref nint config);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_open_ext", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenExt(string path, out DatabaseHandle database, ConfigHandle config, out nint error);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_free")]
    public static partial void Free(nint memory);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_close")]
    public static partial void Close(ref nint database);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_connect")]
    public static partial int Connect(DatabaseHandle database, out ConnectionHandle connection);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_interrupt")]
    public static partial void Interrupt(ConnectionHandle connection);

    [LibraryImport(DuckDbLibrary.ImportName, EntryPoint = "duckdb_disconnect")]
    public static partial void Disconnect(ref nint connection);
}
