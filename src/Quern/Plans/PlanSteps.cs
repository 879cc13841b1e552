using Quern.Plans.Quality;
using Quern.Steps;

namespace Quern.Plans;

/// <summary>The steps of this room, for the table of steps.</summary>
internal static class PlanSteps
{
    /// <summary>One line a step.</summary>
    public static IReadOnlyList<StepEntry> Entries { get; } =
    [
        StepEntry.Row<ToPlanOptions>("to-plan", "Makes an execution plan of each row, of whatever shape.", static (o, _) => new ToPlanStep(o)),
        StepEntry.Row<PlanQualityOptions>("plan-quality", "Drops plans that are empty, unknown or too short.", static (o, _) => new PlanQualityStep(o)),
    ];
}
