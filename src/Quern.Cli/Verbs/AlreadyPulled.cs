using Quern.Formats;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>
/// What an earlier pull left where the rows of this one are to go; the statistics beside the file say what it was made from. So
/// a pull of several datasets of which one failed can be repeated, and does only what is missing.
/// </summary>
internal enum Earlier
{
    /// <summary>Nothing, or nothing that is known to come from a pull of these datasets.</summary>
    Unknown,

    /// <summary>A file that a pull of these datasets wrote, and that is not what would be written now.</summary>
    Outdated,

    /// <summary>What would be written.</summary>
    Same,
}

/// <summary>Tells what lies where rows are to go.</summary>
internal static class AlreadyPulled
{
    /// <summary>Looks at an output and the statistics beside it.</summary>
    /// <param name="sources">What is to be written.</param>
    /// <param name="output">Where to.</param>
    /// <param name="tolerance">The share of rows that may be quarantined.</param>
    public static Earlier Look(IReadOnlyList<SourceSpec> sources, OutputFile output, double tolerance)
    {
        var file = new FileInfo(output.Path);
        if (output.Path == "-" || !file.Exists || RunJson.TryRead<Ledger>(Sidecar.Stats(output.Path)) is not { Output: { } written } ledger
            || written.Name != file.Name || written.Bytes != file.Length)
        {
            return Earlier.Unknown;
        }

        if (!sources.All(s => s.Origin is null || ledger.ShortSources.ContainsKey(s.Name) || (ledger.Origins.TryGetValue(s.Name, out var o) && o.IsSelectedAs(s.Origin))))
        {
            return Earlier.Unknown;
        }

        var isWhole = ledger.ShortSources.Count == 0 && ledger.Quarantined <= tolerance * ledger.Read;
        var isSame = ledger.Origins.Count == sources.Count && sources.All(s => s.Origin is { } origin && ledger.Origins.TryGetValue(s.Name, out var before) && before.IsSameAs(origin));
        return isWhole && isSame ? Earlier.Same : Earlier.Outdated;
    }
}
