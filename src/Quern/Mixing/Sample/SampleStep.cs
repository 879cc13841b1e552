using Quern.Formats.Shards;
using Quern.Steps;

namespace Quern.Mixing.Sample;

/// <summary>
/// Draws an exact number of rows, each equally likely, and keeps their order: those with the smallest keys. Where they
/// end is found in two passes over the places alone, first roughly and then exactly, so memory is flat however many rows
/// are drawn; a third pass reads the rows.
/// </summary>
internal sealed class SampleStep(SampleOptions options, StepContext context) : SetStep
{
    // The first pass counts keys by their upper bits; 65,536 counters leave a thousand rows of 60 million for the second.
    private const int CounterBits = 16;

    public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        var wanted = options.N ?? (long)Math.Round(options.Share!.Value * rows.Rows, MidpointRounding.AwayFromZero);
        var last = LastDrawn(rows, Math.Min(wanted, rows.Rows), cancel);
        var keys = new RowKey(context.Seed);
        var index = 0L;
        rows.ForEach(
            row =>
            {
                if ((keys.Next(row.Place), index++).CompareTo(last) <= 0)
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

    // Keys may be equal; the position decides then, so that the number drawn is always exact.
    private (ulong Key, long Index) LastDrawn(ShardSet rows, long count, CancellationToken cancel)
    {
        if (count == 0)
        {
            return (0, -1);
        }

        var (counter, before) = CounterOf(count, Count(rows, cancel));
        var candidates = new List<(ulong Key, long Index)>();
        var keys = new RowKey(context.Seed);
        var index = 0L;
        rows.ForEachPlace(
            place =>
            {
                var key = keys.Next(place);
                if (key >> (64 - CounterBits) == counter)
                {
                    candidates.Add((key, index));
                }

                index++;
            },
            cancel);
        candidates.Sort();
        return candidates[(int)(count - before - 1)];
    }

    private long[] Count(ShardSet rows, CancellationToken cancel)
    {
        var counts = new long[1 << CounterBits];
        var keys = new RowKey(context.Seed);
        rows.ForEachPlace(place => counts[keys.Next(place) >> (64 - CounterBits)]++, cancel);
        return counts;
    }

    // The counter in which the last row drawn lies, and how many rows lie before that counter.
    private static (ulong Counter, long Before) CounterOf(long count, long[] counts)
    {
        var before = 0L;
        var counter = 0;
        while (before + counts[counter] < count)
        {
            before += counts[counter++];
        }

        return ((ulong)counter, before);
    }
}
