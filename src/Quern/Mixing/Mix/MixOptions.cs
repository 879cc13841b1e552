using Quern.Steps;

namespace Quern.Mixing.Mix;

/// <summary>How much of each source a mix has.</summary>
public sealed record MixOptions : StepOptions
{
    /// <summary>Share of each source.</summary>
    [Option("Share of each source: any numbers, what counts is their proportion; 0 leaves a source out.", Value = "SOURCE=SHARE")]
    public IReadOnlyDictionary<string, string>? Shares { get; init; }

    /// <summary>Rows of each source.</summary>
    [Option("Rows of each source.", Value = "SOURCE=ROWS")]
    public IReadOnlyDictionary<string, string>? Rows { get; init; }

    /// <summary>Shares that follow from the sources' sizes.</summary>
    [Option("Shares from the sources' sizes, each taken to the power of 1/T: 1 leaves them as they are, 2 and more make them more alike.", Value = "T")]
    public double? Temperature { get; init; }

    /// <summary>Shares that are known by a name.</summary>
    [Option("A known composition. guard: benign 60, adversarial 20, mutated 20. plans: conversation 60, function-calling 15, instruction 20, gold 5. The sources must have these names.", Value = "guard|plans")]
    public string? Preset { get; init; }

    /// <summary>Rows of the mix.</summary>
    [Option("Rows of the mix. Without it: as many as the shares allow, or what rows adds up to.")]
    public long? Total { get; init; }

    /// <summary>What is done when a source has too few rows.</summary>
    [Option("What is done when a source has fewer rows than its share asks for. stop: the mix ends there, with fewer rows in the right shares. repeat: its rows are taken again. take: it gives what it has. fill: the others give the rest.")]
    public WhenShort WhenShort { get; init; }

    /// <summary>How often a row may be taken.</summary>
    [Option("How often a row may be taken at the most, with repeat.")]
    public int Epochs { get; init; } = 4;

    /// <summary>Whether rows keep their order.</summary>
    [Option("Keep the rows in the order of their sources; without it they are shuffled.")]
    public bool NoShuffle { get; init; }

    /// <summary>A field that gets the source's name.</summary>
    [Option("Write the name of each row's source into this field, which no row may have.", Value = "FIELD")]
    public string? Mark { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check() => MixOptionsCheck.Of(this);

    /// <inheritdoc />
    public override IEnumerable<string> CheckSources(IReadOnlyList<string> sources) => MixOptionsCheck.OfSources(this, sources);
}
