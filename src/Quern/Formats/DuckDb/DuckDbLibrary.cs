using System.Reflection;
using System.Runtime.InteropServices;
using Quern.Rows;

namespace Quern.Formats.DuckDb;

/// <summary>
/// The native DuckDB library: where it lies, and loading it once. The build puts it beside the program; whoever has
/// another one names it in <see cref="Override"/>. The library reads no environment variable itself.
/// </summary>
internal static class DuckDbLibrary
{
    /// <summary>The name the imports use; the resolver turns it into a file.</summary>
    public const string ImportName = "duckdb";

    private static readonly Lock Loading = new();
    private static nint _handle;
    private static string _path = "";

    /// <summary>A library file, or the folder that holds it, instead of the one beside the program. Set it before first use.</summary>
    public static string? Override { get; set; }

    /// <summary>The file that is loaded. Loads it; throws <see cref="RunFault"/> when there is none.</summary>
    public static string Location
    {
        get
        {
            Load();
            return _path;
        }
    }

    /// <summary>DuckDB's own version, such as <c>v1.5.5</c>. Loads the library; throws <see cref="RunFault"/> when there is none.</summary>
    public static string Version
    {
        get
        {
            Load();
            return Marshal.PtrToStringUTF8(NativeMethods.LibraryVersion()) ?? "unknown";
        }
    }

    /// <summary>How the library is called on this system.</summary>
    public static string FileName => OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    /// <summary>Loads the library, once.</summary>
    public static void Load()
    {
        lock (Loading)
        {
            if (_handle == 0)
            {
                var path = Find(Override, AppContext.BaseDirectory);
                _handle = LoadFile(path);
                _path = path;
            }
        }
    }

    /// <summary>The file to load; a fault says where it was looked for.</summary>
    internal static string Find(string? replacement, string programFolder)
    {
        var named = replacement is { Length: > 0 };
        var path = named ? Path.GetFullPath(replacement!) : Path.Combine(programFolder, FileName);
        path = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        if (File.Exists(path))
        {
            return path;
        }

        throw new RunFault(named
            ? $"There is no DuckDB library at {path}, which QUERN_DUCKDB names. Name the file {FileName} or its folder, or unset the variable to use the one that came with the program."
            : $"The DuckDB library was not found: {path} does not exist. Build the program once (the build fetches it through npm), or set QUERN_DUCKDB to a {FileName}.");
    }

    /// <summary>Gives the runtime the loaded library for our imports.</summary>
    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != ImportName)
        {
            return 0;
        }

        Load();
        return _handle;
    }

    private static nint LoadFile(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new RunFault($"{path} cannot be loaded as the DuckDB library: {e.Message} Is it made for this system and processor?", e);
        }
    }
}
