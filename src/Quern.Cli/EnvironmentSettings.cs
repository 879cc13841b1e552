using System.Text;
using Quern.Formats;
using Quern.Formats.DuckDb;

namespace Quern.Cli;

/// <summary>The one place where the program reads its environment; the library below never does.</summary>
internal static class EnvironmentSettings
{
    /// <summary>Where the DuckDB library lies, when the user names one.</summary>
    public static string? DuckDb => Environment.GetEnvironmentVariable("QUERN_DUCKDB") is { Length: > 0 } path ? path : null;

    /// <summary>Whether a build server runs the program.</summary>
    public static bool IsCi => Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ci && ci != "false";

    /// <summary>Whether colours are unwanted.</summary>
    public static bool NoColor => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    /// <summary>Whether the terminal can only print lines.</summary>
    public static bool IsDumb => Environment.GetEnvironmentVariable("TERM") is null or "dumb";

    /// <summary>Hands the settings to the library, and makes all output UTF-8.</summary>
    public static void Apply()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.SetOut(new StreamWriter(new StandardOutputStream(), Console.OutputEncoding) { AutoFlush = true });
        DuckDbLibrary.Override = DuckDb;
    }
}
