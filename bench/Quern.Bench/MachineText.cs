using System.Globalization;
using System.Runtime.InteropServices;

namespace Quern.Bench;

/// <summary>Names the machine and the versions, without which a figure says nothing.</summary>
internal static class MachineText
{
    private static string Model { get; } = (File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null) ?? "unknown processor";

    /// <summary>The machine in a few words.</summary>
    public static string Name => string.Create(CultureInfo.InvariantCulture, $"{Model}, {Environment.ProcessorCount} cores");

    /// <summary>The report's name.</summary>
    public static string FileName => string.Join('-', Name.Split([' ', ',', '/', '(', ')', '@'], StringSplitOptions.RemoveEmptyEntries)) + ".md";

    /// <summary>A few lines of Markdown.</summary>
    public static string Describe(string quern)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return string.Create(CultureInfo.InvariantCulture, $"""
            - Machine: {Model}, {Environment.ProcessorCount} cores, {memory:0} GB memory, {RuntimeInformation.OSDescription}
            - Runtime: {RuntimeInformation.FrameworkDescription}; program: {Path.GetFileName(quern)} of {File.GetLastWriteTimeUtc(quern):yyyy-MM-dd}
            - Files lie in the page cache; medians of the counted runs (least and most in brackets), commands take turns; MB = 10^6 bytes.
            """);
    }
}
