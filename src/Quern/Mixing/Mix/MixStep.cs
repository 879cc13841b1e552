using System.Text.Json.Nodes;
using Quern.Formats.Shards;
using Quern.Mixing.Shuffle;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Mixing.Mix;

/// <summary>
/// Takes exactly so many rows of each source, each row of a source equally likely, and shuffles them. Rows are drawn from
/// their places alone and shuffled on disk, so memory does not grow with the set.
/// </summary>
internal sealed class MixStep(MixOptions options, StepContext context) : SetStep
{
    // The order must not follow from the keys by which rows are drawn: rows of a scarce source have small ones.
    private const ulong OrderSalt = 0x6F72646572;

    private readonly RowDraw _draw = new(context.Seed, context.Sources.Count, static place => place.Source);

    public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        _draw.Count(rows, cancel);
        var available = Enumerable.Range(0, context.Sources.Count).Select(_draw.Available).ToArray();
        var weights = Weights(available);
        var epochs = options.WhenShort == WhenShort.Repeat ? options.Epochs : 1;
        var counts = MixCounts.Of([.. available.Select(a => a * epochs)], weights, Total, options.WhenShort);
        if (counts.Rows.Sum() == 0)
        {
            var empty = Enumerable.Range(0, available.Length).Where(i => weights[i] > 0 && available[i] == 0).Select(i => context.Sources[i]).ToList();
            throw new RunFault(empty.Count > 0
                ? $"The mix has no rows: {string.Join(", ", empty)} gave none."
                : "The mix has no rows: the sources are so small that their shares come to less than a row. Ask for other shares, or say what is done then (when-short).");
        }

        _draw.Bound(rows, [.. counts.Rows.Select((count, i) => available[i] == 0 ? 0 : count % available[i])], cancel);
        Pass(rows, counts.Rows, available, output, cancel);
        SayShort(counts, available, output);
        output.Report(Report(counts, available, weights));
    }

    private long? Total => options.Total ?? options.Rows?.Values.Sum(static r => MixWeights.TryParseRows(r));

    private double[] Weights(long[] available)
    {
        var named = MixWeights.Of(options)?.ToDictionary(StringComparer.Ordinal);
        return [.. context.Sources.Select((source, i) => named is not null
            ? named.GetValueOrDefault(source)
            // Of the largest: however low the temperature, no number becomes too large.
            : available[i] == 0 ? 0 : Math.Exp((Math.Log(available[i]) - Math.Log(available.Max())) / options.Temperature!.Value))];
    }

    private void Pass(ShardSet rows, IReadOnlyList<long> counts, long[] available, SetOutput output, CancellationToken cancel)
    {
        using var order = options.NoShuffle ? null : new ShuffleBuckets(context.WorkFolder, BytesOf(rows, counts.Sum()));
        var mark = options.Mark is { } field ? new RowMark(field, context.Sources) : null;
        var keys = new RowKey(context.Seed);
        var index = 0L;
        rows.ForEach(
            row =>
            {
                var (source, key) = (row.Place.Source, keys.Next(row.Place));
                var times = (counts[source] / available[source]) + (_draw.IsDrawn(source, key, index++) ? 1 : 0);
                if (times == 0)
                {
                    output.Drop(row, "not-drawn");
                    return;
                }

                var kept = mark is null ? row : row.With(mark.Add(row.Json, source));
                for (var epoch = 0; epoch < times; epoch++)
                {
                    Emit(kept, epoch, key, order, output);
                }
            },
            cancel);
        order?.Emit((row, isFirst) => Put(row, isFirst, output), cancel);
    }

    private static void Emit(Row row, int epoch, ulong key, ShuffleBuckets? order, SetOutput output)
    {
        if (order is null)
        {
            Put(row, epoch == 0, output);
        }
        else
        {
            order.Add(RowKey.Derive(key, OrderSalt + (ulong)epoch), row, isFirst: epoch == 0);
        }
    }

    private static void Put(Row row, bool isFirst, SetOutput output)
    {
        if (isFirst)
        {
            output.Keep(row);
        }
        else
        {
            output.Repeat(row);
        }
    }

    private static long BytesOf(ShardSet rows, long drawn) => rows.Rows == 0 ? 0 : (long)((double)rows.Bytes * drawn / rows.Rows);

    private void SayShort(MixCounts counts, long[] available, SetOutput output)
    {
        var rows = counts.Rows.Sum();
        if (counts.Short >= 0 && rows < counts.Asked && options.WhenShort != WhenShort.Take)
        {
            var has = options.WhenShort == WhenShort.Repeat ? FormattableString.Invariant($"{available[counts.Short]:N0} rows, each taken up to {options.Epochs} times") : FormattableString.Invariant($"{available[counts.Short]:N0} rows");
            output.Unmet(FormattableString.Invariant($"the mix has {rows:N0} of {counts.Asked:N0} rows: {context.Sources[counts.Short]} has {has}. Ask for fewer, or say what is done then (when-short: repeat, take or fill)"));
        }
    }

    private JsonObject Report(MixCounts counts, long[] available, double[] weights)
    {
        var (rows, sum) = (counts.Rows.Sum(), weights.Sum());
        return new JsonObject
        {
            ["total"] = rows,
            ["asked"] = counts.Asked,
            ["when_short"] = OptionTable.TextOf(options.WhenShort),
            ["field"] = options.Mark,
            ["shares"] = new JsonArray([.. Enumerable.Range(0, weights.Length).Where(i => available[i] > 0 || weights[i] > 0).Select(i => new JsonObject
            {
                ["name"] = context.Sources[i],
                ["rows"] = counts.Rows[i],
                ["requested"] = Math.Round(weights[i] / sum, 6),
                ["achieved"] = Math.Round((double)counts.Rows[i] / rows, 6),
                ["available"] = available[i],
                ["epochs"] = available[i] == 0 ? 0 : Math.Round((double)counts.Rows[i] / available[i], 4),
            })]),
        };
    }
}
