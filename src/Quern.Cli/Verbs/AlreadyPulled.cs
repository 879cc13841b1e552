using Quern.Formats;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>
/// Tells what an earlier pull left where rows are to go: the statistics beside a file say what it was made from. So a pull of
/// several datasets of which one failed can be repeated, and does only what is missing.
/// </summary>
internal static class AlreadyPulled
{
    /// <summary>Looks at an output and the statistics beside it.</summary>
    /// <param name="sources">What is to be written.</param>
    /// <param name="output">Where to.</param>
    /// <param name="tolerance">The share of rows that may be quarantined.</param>
    public static EarlierPull Look(IReadOnlyList<SourceSpec> sources, OutputFile output, double tolerance)
    {
        var file = new FileInfo(output.Path);
        if (output.Path == "-" || !file.Exists)
        {
            return EarlierPull.None;
        }

        // A file that is not as it was left, or was made with other options, is not ours to replace.
        var ledger = RunJson.TryRead<Ledger>(Sidecar.Stats(output.Path));
        if (ledger?.Outputs is not [var written] || written.Name != file.Name || written.Bytes != file.Length || !sources.All(s => IsAskedFor(s, ledger)))
        {
            return EarlierPull.Stranger;
        }

        var isWhole = ledger.ShortSources.Count == 0 && ledger.Quarantined <= tolerance * ledger.Read;
        var isSame = ledger.Origins.Count == sources.Count && sources.All(s => s.Origin is { } origin && ledger.Origins[s.Name].IsSameAs(origin));
        return isWhole && isSame ? EarlierPull.Same : EarlierPull.Outdated;
    }

    private static bool IsAskedFor(SourceSpec source, Ledger ledger)
        => source.Origin is null || ledger.ShortSources.ContainsKey(source.Name)
            || (ledger.Origins.TryGetValue(source.Name, out var before) && before.IsSelectedAs(source.Origin));
}

/// <summary>What lies where the rows of a pull are to go.</summary>
internal enum EarlierPull
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A file that no pull of the same rows left so.</summary>
    Stranger,

    /// <summary>What a pull of the same rows left, incomplete or from an older commit.</summary>
    Outdated,

    /// <summary>What would be written.</summary>
    Same,
}
