using Quern.Formats.Shards;
using Quern.Steps;

namespace Quern.Mixing.Shuffle;

/// <summary>
/// Puts all rows into an order that the seed decides. Out of core: rows are dealt by the first bits of their key into
/// buckets on disk, each of which fits into memory; each bucket is then sorted by key and passed on. Memory is that of
/// one bucket, whatever the size of the set.
/// </summary>
internal sealed class ShuffleStep(StepContext context, long bucketSize = ShuffleBuckets.UsualSize) : SetStep
{
    public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        using var buckets = new ShuffleBuckets(context.WorkFolder, rows.Bytes, bucketSize);
        var keys = new RowKey(context.Seed);
        rows.ForEach(row => buckets.Add(keys.Next(row.Place), row), cancel);
        buckets.Emit((row, _) => output.Keep(row), cancel);
    }
}
