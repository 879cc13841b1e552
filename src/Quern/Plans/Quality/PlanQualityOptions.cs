using Quern.Steps;

namespace Quern.Plans.Quality;

/// <summary>Options of the step <c>plan-quality</c>.</summary>
public sealed record PlanQualityOptions : StepOptions
{
    /// <summary>What happens to a plan that fails.</summary>
    [Option("Whether plans that fail are dropped, or kept and only counted.")]
    public PlanQualityMode Mode { get; init; } = PlanQualityMode.Drop;

    /// <summary>The shortest instruction.</summary>
    [Option("Drop a plan when all instructions that it was made from are shorter than this many characters.")]
    public int MinInstruction { get; init; } = 10;

    /// <summary>The longest instruction.</summary>
    [Option("Drop a plan when an instruction is longer than this many characters. Without it: however long.")]
    public int? MaxInstruction { get; init; }

    /// <summary>The most nodes.</summary>
    [Option("Drop a plan with more nodes than this. Without it: however many.")]
    public int? MaxNodes { get; init; }

    /// <summary>The languages that are kept.</summary>
    [Option("Keep only plans whose row names one of these languages, as the source writes them.")]
    public IReadOnlyList<string>? Language { get; init; }

    /// <summary>Whether toxic rows are dropped.</summary>
    [Option("Drop plans whose row is marked as toxic.")]
    public bool DropToxic { get; init; }

    /// <summary>Whether redacted rows are dropped.</summary>
    [Option("Drop plans whose row is marked as redacted.")]
    public bool DropRedacted { get; init; }

    /// <summary>Whether plans without arguments are dropped.</summary>
    [Option("Drop plans none of whose nodes has an argument with a value.")]
    public bool DropEmptyArguments { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Check()
    {
        if (MinInstruction < 0)
        {
            yield return $"min-instruction cannot be {MinInstruction}.";
        }

        if (MaxInstruction < MinInstruction)
        {
            yield return $"max-instruction ({MaxInstruction}) is below min-instruction ({MinInstruction}); no instruction could pass.";
        }

        if (MaxNodes < 1)
        {
            yield return $"max-nodes cannot be {MaxNodes}; no plan could pass.";
        }
    }
}

/// <summary>What happens to a plan that fails.</summary>
public enum PlanQualityMode
{
    /// <summary>It is dropped.</summary>
    Drop,

    /// <summary>It is kept, and counted.</summary>
    Count,
}
