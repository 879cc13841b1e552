using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Tests.Docs.CountWords;

/// <summary>Which text is counted, and how many words it must have.</summary>
public sealed record CountWordsOptions : StepOptions
{
    /// <summary>The text, by path.</summary>
    [Option("The field whose words are counted; a path such as messages[0].content.")]
    public required string Field { get; init; }

    /// <summary>The least number of words.</summary>
    [Option("Drop rows with fewer words than this.")]
    public long MinWords { get; init; } = 1;

    /// <inheritdoc />
    public override IEnumerable<string> Check()
    {
        if (!FieldPath.TryParse(Field, out _, out var fault))
        {
            yield return fault;
        }

        if (MinWords < 0)
        {
            yield return "count-words cannot ask for fewer words than none.";
        }
    }
}
