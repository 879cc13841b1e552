using Quern.Recipes;
using Quern.Steps;

namespace Quern.Tests.Docs.CountWords;

/// <summary>The step's line in the table of steps.</summary>
public static class CountWordsTable
{
    /// <summary>The line.</summary>
    public static StepEntry Entry { get; } =
        StepEntry.Row<CountWordsOptions>("count-words", "Counts the words of a text.", static (o, _) => new CountWordsStep(o));

    /// <summary>The steps that come with Quern, and this one.</summary>
    public static StepTable Steps { get; } = StepTable.Standard.With(Entry);
}
