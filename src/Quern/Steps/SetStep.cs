using Quern.Formats.Shards;

namespace Quern.Steps;

/// <summary>
/// An operation that needs the whole dataset: shuffling, sampling an exact number, deduplication. It reads the shards of
/// the segment before it as often as it likes and passes rows on in the order it wants.
/// </summary>
public abstract class SetStep
{
    /// <summary>True when the step takes up what a stopped attempt of it left in the work folder.</summary>
    public virtual bool GoesOn => false;

    /// <summary>Does the work.</summary>
    public abstract void Apply(ShardSet rows, SetOutput output, CancellationToken cancel);
}
