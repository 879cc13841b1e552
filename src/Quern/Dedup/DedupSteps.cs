using Quern.Dedup.Contamination;
using Quern.Steps;

namespace Quern.Dedup;

/// <summary>The steps of this room, for the table of steps.</summary>
internal static class DedupSteps
{
    /// <summary>One line a step.</summary>
    public static IReadOnlyList<StepEntry> Entries { get; } =
    [
        StepEntry.Set<DedupOptions>("dedup", "Removes duplicates and near-duplicates, and names the row that is kept.", static (o, c) => new DedupStep(o, c)),
        StepEntry.Row<DecontaminateOptions>("decontaminate", "Removes rows that have texts of evaluation sets in them, and says which.", static (o, c) => new DecontaminateStep(o, c)),
    ];
}
