using Quern.Reports.Verify;
using Quern.Rows;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>Finds what a run left, for verbs that look at it: a run folder holds no rows for people, its outputs are meant.</summary>
internal static class FinishedRun
{
    /// <summary>The ledger of a run folder, with outputs that are there.</summary>
    public static KnownLedger In(string folder)
    {
        var ledger = Path.Combine(folder, "ledger.json");
        if (KnownLedger.Read(ledger) is not { } known)
        {
            throw new RecipeFault($"{folder} has no ledger: the run is not finished, or was never begun. 'quern run' begins it or goes on with it.");
        }

        return known.Outputs.Any(static o => File.Exists(o.Path))
            ? known
            : throw new RecipeFault($"None of the files that {ledger} names is there: {string.Join(", ", known.Outputs.Select(static o => o.Path))}.");
    }

    /// <summary>The outputs that are there.</summary>
    public static IReadOnlyList<string> FilesOf(KnownLedger known) => [.. known.Outputs.Select(static o => o.Path).Where(File.Exists)];

    /// <summary>The ledger that was written with a file; null when none stands beside it.</summary>
    public static KnownLedger? Beside(string file)
    {
        var path = Sidecar.Stats(file);
        return File.Exists(path) && !KnownLedger.IsForeign(path) && KnownLedger.Read(path) is { } known && known.Outputs.Any(o => Path.GetFullPath(o.Path) == Path.GetFullPath(file)) ? known : null;
    }
}
