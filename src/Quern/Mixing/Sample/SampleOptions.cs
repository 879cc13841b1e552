using Quern.Steps;

namespace Quern.Mixing.Sample;

/// <summary>How many rows are drawn.</summary>
public sealed record SampleOptions : StepOptions
{
    /// <summary>A number of rows.</summary>
    [Option("Draw exactly this many rows (all, when there are fewer).", Short = "n")]
    public long? N { get; init; }

    /// <summary>A share of the rows.</summary>
    [Option("Draw this share of the rows, such as 0.1 or 10%, rounded to the nearest row.")]
    public double? Share { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check()
    {
        if (N is null == Share is null)
        {
            yield return "sample needs either n (a number of rows) or share.";
        }

        if (N < 0)
        {
            yield return $"sample cannot draw {N} rows.";
        }

        if (Share is < 0 or > 1)
        {
            yield return $"sample cannot draw a share of {Share}; a share lies between 0 and 1.";
        }
    }
}
