using System.Text.RegularExpressions;
using Quern.Dedup;
using Quern.Fields;
using Quern.Mixing;
using Quern.Plans;
using Quern.Queries;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>The one table of steps: what a recipe may say. Help, docs and validation are made from it.</summary>
public sealed partial class StepTable
{
    private StepTable(IReadOnlyList<StepEntry> entries) => Entries = entries;

    /// <summary>The steps that come with Quern.</summary>
    public static StepTable Standard { get; } = new([.. FieldSteps.Entries, .. MixingSteps.Entries, .. QueriesSteps.Entries, .. PlanSteps.Entries, .. DedupSteps.Entries]);

    /// <summary>Every step, in the order of the help.</summary>
    public IReadOnlyList<StepEntry> Entries { get; }

    /// <summary>A table with one more step: this is how a program adds a step of its own.</summary>
    public StepTable With(StepEntry entry)
    {
        if (Find(entry.Name) is not null || entry.Name == Intake.Label)
        {
            throw new RecipeFault($"There is a step '{entry.Name}' already; give yours another name.");
        }

        // A second use of a step gets a number behind its name, and rejects files are called by steps.
        return NamePattern().IsMatch(entry.Name)
            ? new StepTable([.. Entries, entry])
            : throw new RecipeFault($"'{entry.Name}' cannot be a step's name; use lower-case words joined by hyphens, such as 'drop-short'.");
    }

    /// <summary>The step of this name; null when there is none.</summary>
    public StepEntry? Find(string name) => Entries.FirstOrDefault(e => e.Name == name);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$")]
    private static partial Regex NamePattern();
}
