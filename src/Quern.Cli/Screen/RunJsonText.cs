using Quern.Running;

namespace Quern.Cli.Screen;

/// <summary>The result of a run as one JSON object, for programs.</summary>
internal static class RunJsonText
{
    /// <summary>Prints it.</summary>
    public static void Print(string name, RunResult result, TimeSpan took) => JsonText.Print(new
    {
        name,
        exit_code = result.ExitCode,
        result.Complete,
        result.UpToDate,
        seconds = Math.Round(took.TotalSeconds, 3),
        rows = new { result.Ledger.Read, result.Ledger.Kept, result.Ledger.Dropped, result.Ledger.Quarantined },
        result.Ledger.NonFinite,
        result.Ledger.Steps,
        result.Ledger.ShortSources,
        result.Ledger.Unmet,
        result.Notes,
        result.Outputs,
        result.RejectFiles,
        result.Folder,
    });
}
