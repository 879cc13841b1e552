using Quern.Fields;
using Quern.Mixing;
using Quern.Queries;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>The one table of steps: what a recipe may say. Help, docs and validation are made from it.</summary>
public sealed class StepTable
{
    private StepTable(IReadOnlyList<StepEntry> entries) => Entries = entries;

    /// <summary>The steps that come with Quern.</summary>
    public static StepTable Standard { get; } = new([.. FieldSteps.Entries, .. MixingSteps.Entries, .. QueriesSteps.Entries]);

    /// <summary>Every step, in the order of the help.</summary>
    public IReadOnlyList<StepEntry> Entries { get; }

    /// <summary>A table with one more step: this is how a program adds a step of its own.</summary>
    public StepTable With(StepEntry entry)
        => Find(entry.Name) is null
            ? new StepTable([.. Entries, entry])
            : throw new RecipeFault($"There is a step '{entry.Name}' already; give yours another name.");

    /// <summary>The step of this name; null when there is none.</summary>
    public StepEntry? Find(string name) => Entries.FirstOrDefault(e => e.Name == name);
}
