using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Mixing.Sample;

/// <summary>
/// Draws an exact number of rows, each equally likely, and keeps their order. The first pass reads only the places and
/// finds the n-th smallest key (some 40 bytes for each row drawn); the second keeps the rows up to that key.
/// </summary>
internal sealed class SampleStep(SampleOptions options, StepContext context) : SetStep
{
    public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        var wanted = options.N ?? (long)Math.Round(options.Share!.Value * rows.Rows, MidpointRounding.AwayFromZero);
        var last = LastDrawn(rows, Math.Min(wanted, rows.Rows), cancel);
        rows.ForEach(
            row =>
            {
                if (Order(row.Place).CompareTo(last) <= 0)
                {
                    output.Keep(row);
                }
                else
                {
                    output.Drop(row, "not-sampled");
                }
            },
            cancel);
    }

    // Keys may be equal by chance; the place decides then, so that the number drawn is always exact.
    private (ulong Key, int Source, long Ordinal) Order(Place place) => (RowKey.Of(context.Seed, place), place.Source, place.Ordinal);

    private (ulong Key, int Source, long Ordinal) LastDrawn(ShardSet rows, long count, CancellationToken cancel)
    {
        if (count == 0)
        {
            return (0, -1, -1);
        }

        var drawn = new PriorityQueue<Place, (ulong Key, int Source, long Ordinal)>(Comparer<(ulong, int, long)>.Create(static (a, b) => b.CompareTo(a)));
        rows.ForEachPlace(
            place =>
            {
                if (drawn.Count < count)
                {
                    drawn.Enqueue(place, Order(place));
                }
                else
                {
                    drawn.EnqueueDequeue(place, Order(place));
                }
            },
            cancel);
        return Order(drawn.Peek());
    }
}
