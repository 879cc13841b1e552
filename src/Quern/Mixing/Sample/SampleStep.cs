using Quern.Formats.Shards;
using Quern.Steps;

namespace Quern.Mixing.Sample;

/// <summary>Draws an exact number of rows, each equally likely, and keeps their order.</summary>
internal sealed class SampleStep(SampleOptions options, StepContext context) : SetStep
{
    public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        var wanted = options.N ?? (long)Math.Round(options.Share!.Value * rows.Rows, MidpointRounding.AwayFromZero);
        var draw = new RowDraw(context.Seed, groups: 1, static _ => 0);
        draw.Count(rows, cancel);
        draw.Bound(rows, [Math.Min(wanted, rows.Rows)], cancel);
        var keys = new RowKey(context.Seed);
        var index = 0L;
        rows.ForEach(
            row =>
            {
                if (draw.IsDrawn(0, keys.Next(row.Place), index++))
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
}
