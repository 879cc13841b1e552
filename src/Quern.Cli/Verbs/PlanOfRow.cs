using Quern.Plans;
using Quern.Recipes;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>What the step <c>to-plan</c> makes of one row, to look at.</summary>
internal sealed class PlanOfRow : RowOutput
{
    /// <summary>The step behind <c>transform --to plan</c>.</summary>
    public static StepEntry Step { get; } = StepTable.Standard.Find(PlanSteps.Making)!;

    private PlanOfRow()
    {
    }

    /// <summary>The row with its plan; null when there is none.</summary>
    public byte[]? Json { get; private set; }

    /// <summary>Why there is none.</summary>
    public RowFault? Fault { get; private set; }

    /// <summary>Makes it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="options">Those of the step; its defaults when null.</param>
    public static PlanOfRow Make(FoundRow row, StepOptions? options = null)
    {
        var made = new PlanOfRow { Fault = row.Fault };
        if (row.Fault is null)
        {
            var context = new StepContext(Step.Name, 0, ["row"], "");
            var step = (RowStep)Step.Create(options ?? (StepOptions)Activator.CreateInstance(Step.OptionsType)!, context);
            step.Apply(new Row(row.Json, new Place(0, row.Number - 1)), made);
        }

        return made;
    }

    public override void Keep(Row row) => Json = row.Json.ToArray();

    public override void Drop(Row row, string reason) => Fault = new RowFault(reason, "");

    public override void Quarantine(Row row, RowFault fault) => Fault = fault;

    public override void Count(Row row, string what)
    {
        // One row is looked at, not counted.
    }
}
