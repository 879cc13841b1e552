using Quern.Rows;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>Finds what a run left, for verbs that look at it: a run folder holds no rows for people, its outputs are meant.</summary>
internal static class FinishedRun
{
    /// <summary>The ledger of a run folder, with outputs that are there.</summary>
    public static KnownLedger In(string folder)
    {
        if (KnownLedger.OfRun(folder) is not { } known)
        {
            throw new RecipeFault($"{folder} has no ledger: the run is not finished, or was never begun. 'quern run' begins it or goes on with it.");
        }

        return known.Outputs.Any(static o => File.Exists(o.Path))
            ? known
            : throw new RecipeFault($"None of the files that {known.Path} names is there: {string.Join(", ", known.Outputs.Select(static o => o.Path))}.");
    }

    /// <summary>The outputs that are there.</summary>
    public static IReadOnlyList<string> FilesOf(KnownLedger known) => [.. known.Outputs.Select(static o => o.Path).Where(File.Exists)];
}
