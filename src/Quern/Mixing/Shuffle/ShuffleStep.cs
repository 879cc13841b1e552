using Quern.Formats.Shards;
using Quern.Steps;

namespace Quern.Mixing.Shuffle;

/// <summary>
/// Puts all rows into an order that the seed decides. Out of core: rows are dealt by the first bits of their key into
/// buckets on disk, each of which fits into memory; each bucket is then sorted by key and passed on. Memory is that of
/// one bucket, whatever the size of the set.
/// </summary>
internal sealed class ShuffleStep(StepContext context, long bucketSize = ShuffleStep.DefaultBucketSize) : SetStep
{
    private const long DefaultBucketSize = 64L << 20;

    // Each has a small buffer in memory; 64 MiB of rows each serve half a terabyte.
    private const int MostBuckets = 8192;

    public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        var count = (int)Math.Clamp((rows.Bytes + bucketSize - 1) / bucketSize, 1, MostBuckets);
        using var buckets = new ShuffleBuckets(context.WorkFolder, count);
        var keys = new RowKey(context.Seed);
        rows.ForEach(row => buckets.Add(keys.Next(row.Place), row), cancel);
        for (var i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            buckets.Emit(i, output.Keep);
        }
    }
}
