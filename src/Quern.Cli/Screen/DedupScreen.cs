using System.Globalization;
using Quern.Dedup.Files;
using Quern.Dedup.Outcome;
using Spectre.Console;

namespace Quern.Cli.Screen;

/// <summary>Tells people, or programs, what deduplication did.</summary>
internal static class DedupScreen
{
    /// <summary>Prints the result: rows may be on standard output, so text for people goes to standard error unless nothing was written.</summary>
    public static void Print(Terminal terminal, DedupResult result, bool dryRun, bool json, TimeSpan took)
    {
        if (json)
        {
            PrintJson(result, dryRun, took);
            return;
        }

        if (dryRun)
        {
            PrintDryRun(terminal, result);
            RunSummary.SayTroubles(terminal, result.Run);
            return;
        }

        RunSummary.SayVerb(terminal, result.Run, took);
        terminal.Say(result.Stats.Guarantee);
    }

    private static void PrintDryRun(Terminal terminal, DedupResult result)
    {
        var stats = result.Stats;
        var removed = stats.Removed.Values.Sum();
        terminal.Out.WriteLine($"{Amount.Rows(removed)} of {Amount.Count(stats.Rows, "row", "rows")} would be removed at {Number(stats.Threshold)}{Reasons(stats)}");
        foreach (var point in result.Curve)
        {
            terminal.Out.WriteLine($"  at {Number(point.Threshold)}  {Amount.Rows(point.Removed)} ({Number(stats.Rows == 0 ? 0 : Math.Round(100.0 * point.Removed / stats.Rows, 2))} %)");
        }

        terminal.Out.WriteLine(stats.Guarantee);
    }

    private static void PrintJson(DedupResult result, bool dryRun, TimeSpan took) => JsonText.Print(new
    {
        name = "dedup",
        exit_code = result.Run.ExitCode,
        result.Run.Complete,
        dry_run = dryRun,
        seconds = Math.Round(took.TotalSeconds, 3),
        rows = new { result.Run.Ledger.Read, result.Run.Ledger.Kept, result.Run.Ledger.Dropped, result.Run.Ledger.Quarantined },
        dedup = result.Stats.ToJson(),
        result.Curve,
        result.Run.Notes,
        result.Run.Outputs,
        result.Run.RejectFiles,
    });

    private static string Reasons(DedupStats stats)
        => stats.Removed.Count == 0 ? "" : ": " + string.Join(", ", stats.Removed.OrderByDescending(static r => r.Value).Select(static r => $"{Amount.Rows(r.Value)} {r.Key}"));

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
