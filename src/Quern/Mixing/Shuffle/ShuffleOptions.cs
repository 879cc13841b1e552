using Quern.Steps;

namespace Quern.Mixing.Shuffle;

/// <summary>A shuffle has nothing to choose: its order follows from the recipe's seed.</summary>
public sealed record ShuffleOptions : StepOptions;
