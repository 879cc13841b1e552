using Quern.Mixing.Mix;
using Quern.Mixing.Sample;
using Quern.Mixing.Shuffle;
using Quern.Mixing.Split;
using Quern.Steps;

namespace Quern.Mixing;

/// <summary>The steps of this room, for the table of steps.</summary>
internal static class MixingSteps
{
    /// <summary>One line a step.</summary>
    public static IReadOnlyList<StepEntry> Entries { get; } =
    [
        StepEntry.Set<SampleOptions>("sample", "Draws an exact number of rows, each equally likely.", static (o, c) => new SampleStep(o, c)),
        StepEntry.Set<MixOptions>("mix", "Takes so many rows of each source, in the shares asked for, and shuffles them.", static (o, c) => new MixStep(o, c)),
        StepEntry.Set<ShuffleOptions>("shuffle", "Puts all rows into a random order that the seed decides.", static (_, c) => new ShuffleStep(c)),
        StepEntry.Set<SplitOptions>("split", "Splits rows into parts such as train, val and test, without leaks.", static (o, c) => new SplitStep(o, c)),
    ];
}
