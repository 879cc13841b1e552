using System.Globalization;
using Quern.Bench.Dedup;

namespace Quern.Bench;

/// <summary>What is measured, on what, and how often.</summary>
/// <param name="What">all, jsonl, parquet, plans, hub, mix, verify, startup, dedup or dedup-hostile.</param>
/// <param name="Folder">Where generated files lie.</param>
/// <param name="Quern">The program under test.</param>
/// <param name="Bytes">How large each generated file is.</param>
/// <param name="Runs">How many runs are counted, after one that is not.</param>
/// <param name="ReportFolder">Where the report is left, too; null where it is only printed.</param>
internal sealed record BenchSettings(string What, string Folder, string Quern, long Bytes, int Runs, string? ReportFolder = null)
{
    public const string Usage = $"""
        usage: Quern.Bench all|jsonl|parquet|plans|hub|mix|verify|startup|dedup|dedup-hostile [--folder DIR] [--size BYTES] [--runs N] [--quern PATH] [--tiny] [--write DIR]
        Generates its files under --folder (default: a folder in /tmp) and prints one Markdown table a suite.
        --write also leaves the report in DIR (bench/results) under the machine's name, in the place of what it says there
        of the same suites. The program: run ./quern once first. hub needs curl and openssl.
        {DedupSettings.Usage}
        """;

    /// <summary>What the parts about duplicates work on.</summary>
    public DedupSettings Dedup { get; init; } = new();

    /// <summary>This program.</summary>
    public static string Self { get; } = Path.Combine(AppContext.BaseDirectory, "Quern.Bench");

    /// <summary>Reads the command line; null when it is wrong.</summary>
    public static BenchSettings? Read(string[] args)
    {
        if (args.Length == 0 || args[0] is not ("all" or "jsonl" or "parquet" or "plans" or "hub" or "mix" or "verify" or "startup" or "dedup" or "dedup-hostile"))
        {
            return null;
        }

        var settings = new BenchSettings(args[0], Path.Combine(Path.GetTempPath(), "quern-bench"), DefaultProgram(), 1L << 30, 5);
        for (var i = 1; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--tiny":
                    settings = settings with { Bytes = 1 << 20, Runs = 1, Dedup = settings.Dedup.Tiny() };
                    continue;
                case "--folder" when value.Length > 0:
                    settings = settings with { Folder = Path.GetFullPath(value) };
                    break;
                case "--quern" when value.Length > 0:
                    settings = settings with { Quern = Path.GetFullPath(value) };
                    break;
                case "--write" when value.Length > 0:
                    settings = settings with { ReportFolder = Path.GetFullPath(value) };
                    break;
                case "--size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes):
                    settings = settings with { Bytes = bytes };
                    break;
                case "--runs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var runs) && runs > 0:
                    settings = settings with { Runs = runs };
                    break;
                default:
                    if (settings.Dedup.With(args[i], value) is not { } dedup)
                    {
                        return null;
                    }

                    settings = settings with { Dedup = dedup };
                    break;
            }

            i++;
        }

        return settings.Dedup.IsWhole ? settings : null;
    }

    private static string DefaultProgram()
        => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../quern/quern"));
}
