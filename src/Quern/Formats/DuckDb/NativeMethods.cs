using System.Runtime.InteropServices;

namespace Quern.Formats.DuckDb;

/// <summary>
/// DuckDB's stable C API as far as it is used here, one file per chapter of its documentation. Text returned by DuckDB
/// belongs to DuckDB, so it comes as a pointer that is copied at once and never freed here.
/// </summary>
internal static partial class NativeMethods
{
    /// <summary>What most calls return when they succeed.</summary>
    public const int Success = 0;

    static NativeMethods() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, DuckDbLibrary.Resolve);
}
