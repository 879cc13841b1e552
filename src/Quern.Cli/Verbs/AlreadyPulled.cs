using Quern.Formats;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>
/// Tells whether a dataset's rows lie where they are to go: the statistics beside the file say what it was made from. So a
/// pull of several datasets of which one failed can be repeated, and does only what is missing.
/// </summary>
internal static class AlreadyPulled
{
    /// <summary>Whether the output is what would be written.</summary>
    public static bool Is(SourceSpec source, OutputFile output, bool force)
    {
        if (force || output.Path == "-" || !File.Exists(output.Path) || source.Origin is null)
        {
            return false;
        }

        var ledger = RunJson.TryRead<Ledger>(Sidecar.Stats(output.Path));
        return ledger is not null && ledger.ShortSources.Count == 0
            && ledger.Origins.TryGetValue(source.Name, out var origin) && origin.IsSameAs(source.Origin);
    }
}
