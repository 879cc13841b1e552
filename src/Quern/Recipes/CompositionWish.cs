using Quern.Formats;
using Quern.Plans;
using Quern.Plans.Quality;
using Quern.Running;

namespace Quern.Recipes;

/// <summary>What is asked of a composition beside what it says itself.</summary>
/// <param name="Output">Where the rows go.</param>
internal sealed record CompositionWish(OutputFile Output)
{
    /// <summary>How many rows; null leaves it to the composition.</summary>
    public long? Target { get; init; }

    /// <summary>Whether plans are dropped that fail the step <c>plan-quality</c>.</summary>
    public bool Validate { get; init; }

    /// <summary>How plans are written; null leaves it to the composition.</summary>
    public PlanLayout? Layout { get; init; }

    /// <summary>Files of gold traces.</summary>
    public IReadOnlyList<string> Gold { get; init; } = [];

    /// <summary>A list of datasets of the user's own.</summary>
    public string? Datasets { get; init; }

    /// <summary>Whether the composition comes with Quern, and has nothing beside it.</summary>
    public bool IsPreset { get; init; }

    /// <summary>The steps as they are wished for.</summary>
    public IReadOnlyList<StepSpec> Adjust(IReadOnlyList<StepSpec> steps, StepTable table)
    {
        var adjusted = steps.Select(s => (s.Entry, Options: Adjust(s.Options))).ToList();
        if (Validate && !adjusted.Exists(static s => s.Options is PlanQualityOptions) && table.Find(PlanSteps.Judging) is { } quality)
        {
            adjusted.Add((quality, new PlanQualityOptions()));
        }

        // Behind the judgement, which looks at what only the full layout says.
        if (Layout == PlanLayout.Gatling && table.Find(PlanSteps.Making) is { } toPlan)
        {
            adjusted.Add((toPlan, new ToPlanOptions { Layout = PlanLayout.Gatling }));
        }

        return StepSpec.InOrder(adjusted);
    }

    private Steps.StepOptions Adjust(Steps.StepOptions options)
        => options is PlanQualityOptions quality && Validate ? quality with { Mode = PlanQualityMode.Drop } : options;
}
