using Quern.Hub;
using Quern.Reports.Verify;
using Quern.Running;

namespace Quern.Recipes;

/// <summary>What a recipe means, and how to run it.</summary>
public sealed class ResolvedRecipe
{
    private readonly IReadOnlyDictionary<string, HubRequest> _requests;

    internal ResolvedRecipe(RunSpec spec, IReadOnlyDictionary<string, HubRequest> requests)
    {
        Spec = spec;
        _requests = requests;
    }

    /// <summary>The recipe's name.</summary>
    public string Name => Spec.Name;

    /// <summary>What the recipe asks of its result as a whole; null when it asks for nothing.</summary>
    internal VerifyTargets? Targets { get; init; }

    /// <summary>The run; the files of sources on the Hub are not known before <see cref="Open"/>.</summary>
    internal RunSpec Spec { get; }

    /// <summary>Whether sources lie on the Hub.</summary>
    internal bool UsesHub => _requests.Count > 0;

    /// <summary>Runs the recipe, or what an earlier run in the same folder left undone.</summary>
    /// <param name="folder">The run folder; <c>runs/NAME</c> when null.</param>
    /// <param name="force">Whether outputs that exist may be replaced.</param>
    /// <param name="hub">The Hub, where sources lie there; the public one, asked without a token, when null.</param>
    /// <param name="cancel">Stops the run; it can be resumed.</param>
    public RunCounts Run(string? folder = null, bool force = false, HubSettings? hub = null, CancellationToken cancel = default)
    {
        using var datasets = UsesHub ? new HubDatasets(hub ?? new HubSettings()) : null;
        return RunCounts.Of(Run(new RunSettings { Folder = folder ?? DefaultFolder, Force = force }, datasets, new RunProgress(), cancel));
    }

    /// <summary>How many rows the list of datasets says that a source on the Hub holds; null where it says nothing.</summary>
    internal long? KnownRowsOf(string source)
    {
        if (_requests.GetValueOrDefault(source) is not { } request)
        {
            return null;
        }

        var dataset = request.Dataset;
        var splits = dataset.Splits.Where(s => request.Splits.Count == 0 ? s == dataset.DefaultSplit : request.Splits.Contains(s.Name) || request.Splits.Contains("all")).ToList();
        return splits.Count > 0 && splits.TrueForAll(static s => s.Rows is not null) ? splits.Sum(static s => s.Rows) : null;
    }

    internal string DefaultFolder => Path.Combine("runs", Name);

    /// <summary>The run with all its files known. Sources are what they were when the folder's run began, unless they are looked up anew.</summary>
    internal RunSpec Open(HubDatasets? hub, string folder, bool refresh, CancellationToken cancel)
        => hub is null ? Spec : Opening(hub, folder, refresh).With(Spec, _requests, cancel);

    internal RunResult Run(RunSettings settings, HubDatasets? hub, RunProgress progress, CancellationToken cancel)
    {
        var spec = Opened(hub, settings, progress, cancel);
        return RunExecutor.Execute(spec, settings with { ResolvedText = ResolvedText.Of(spec, Targets) }, progress, cancel);
    }

    /// <summary>Runs for one output, which gets the statistics beside it and its name when all is done; then the run folder is removed.</summary>
    internal RunResult Build(RunSettings settings, HubDatasets? hub, Func<RunSpec, Ledger, object> stats, RunProgress progress, CancellationToken cancel)
    {
        var spec = Opened(hub, settings, progress, cancel);
        return new OutputRun(spec, settings with { ResolvedText = ResolvedText.Of(spec, Targets) }, progress, cancel).Run(ledger => stats(spec, ledger));
    }

    private RunSpec Opened(HubDatasets? hub, RunSettings settings, RunProgress progress, CancellationToken cancel)
    {
        if (hub is null)
        {
            return Spec;
        }

        progress.Stage = "asking the Hub";
        var opening = Opening(hub, settings.Folder!, settings.Refresh);
        var spec = opening.With(Spec, _requests, cancel);
        opening.RequireRoom(spec.Sources);
        opening.Found.Save(settings.Folder!);
        return spec;
    }

    private static SourceOpening Opening(HubDatasets hub, string folder, bool refresh)
        => new(hub, refresh ? new PinnedSources([]) : PinnedSources.In(folder));
}

/// <summary>The fate of a run's rows: read = kept + dropped + quarantined, plus rows that steps made, less rows they consumed.</summary>
/// <param name="Read">Rows read from all sources.</param>
/// <param name="Kept">Rows in the outputs.</param>
/// <param name="Dropped">Rows removed by a rule.</param>
/// <param name="Quarantined">Rows that could not be processed.</param>
/// <param name="Complete">False when more rows were quarantined than tolerated, or a source broke off or could not be had.</param>
public sealed record RunCounts(long Read, long Kept, long Dropped, long Quarantined, bool Complete)
{
    internal static RunCounts Of(RunResult result)
        => new(result.Ledger.Read, result.Ledger.Kept, result.Ledger.Dropped, result.Ledger.Quarantined, result.Complete);
}
