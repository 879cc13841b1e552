using Quern.Running;

namespace Quern.Recipes;

/// <summary>What a recipe means, and how to run it.</summary>
public sealed class ResolvedRecipe
{
    internal ResolvedRecipe(RunSpec spec) => Spec = spec;

    /// <summary>The recipe's name.</summary>
    public string Name => Spec.Name;

    internal RunSpec Spec { get; }

    /// <summary>Runs the recipe, or what an earlier run in the same folder left undone.</summary>
    /// <param name="folder">The run folder; <c>runs/NAME</c> when null.</param>
    /// <param name="force">Whether outputs that exist may be replaced.</param>
    /// <param name="cancel">Stops the run; it can be resumed.</param>
    public RunCounts Run(string? folder = null, bool force = false, CancellationToken cancel = default)
        => RunCounts.Of(Run(new RunSettings { Folder = folder ?? DefaultFolder, Force = force }, new RunProgress(), cancel));

    internal string DefaultFolder => Path.Combine("runs", Name);

    internal RunResult Run(RunSettings settings, RunProgress progress, CancellationToken cancel)
        => RunExecutor.Execute(Spec, settings with { ResolvedText = ResolvedText.Of(Spec) }, progress, cancel);
}

/// <summary>The fate of a run's rows: read = kept + dropped + quarantined, plus rows that steps made, less rows they consumed.</summary>
/// <param name="Read">Rows read from all sources.</param>
/// <param name="Kept">Rows in the outputs.</param>
/// <param name="Dropped">Rows removed by a rule.</param>
/// <param name="Quarantined">Rows that could not be processed.</param>
/// <param name="Complete">False when more rows were quarantined than tolerated, or a source broke off.</param>
public sealed record RunCounts(long Read, long Kept, long Dropped, long Quarantined, bool Complete)
{
    internal static RunCounts Of(RunResult result)
        => new(result.Ledger.Read, result.Ledger.Kept, result.Ledger.Dropped, result.Ledger.Quarantined, result.Complete);
}
