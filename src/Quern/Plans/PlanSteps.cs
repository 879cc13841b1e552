using Quern.Plans.Quality;
using Quern.Steps;

namespace Quern.Plans;

/// <summary>The steps of this room, for the table of steps.</summary>
internal static class PlanSteps
{
    /// <summary>The step that makes plans.</summary>
    public const string Making = "to-plan";

    /// <summary>The step that judges them.</summary>
    public const string Judging = "plan-quality";

    /// <summary>One line a step.</summary>
    public static IReadOnlyList<StepEntry> Entries { get; } =
    [
        StepEntry.Row<ToPlanOptions>(Making, "Makes an execution plan of each row, of whatever shape.", static (o, _) => new ToPlanStep(o)),
        StepEntry.Row<PlanQualityOptions>(Judging, "Drops plans that are empty, unknown or too short.", static (o, _) => new PlanQualityStep(o)),
    ];
}
