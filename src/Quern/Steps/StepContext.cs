namespace Quern.Steps;

/// <summary>What a step may know of the run it takes part in.</summary>
/// <param name="Label">The step's name in this recipe: <c>filter</c>, or <c>filter-2</c> for a second one.</param>
/// <param name="Seed">The recipe's seed: all chance comes from it and from the row's place.</param>
/// <param name="Sources">Names of the sources, by <see cref="Rows.Place.Source"/>.</param>
/// <param name="WorkFolder">A folder for temporary files; emptied when the step is done.</param>
public sealed record StepContext(string Label, ulong Seed, IReadOnlyList<string> Sources, string WorkFolder)
{
    /// <summary>How many cores the step may use; its result does not depend on it.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
