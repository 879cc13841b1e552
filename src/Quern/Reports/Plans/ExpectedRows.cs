using Quern.Running;

namespace Quern.Reports.Plans;

/// <summary>How many rows each source of a run with a target would give, if none were dropped on the way.</summary>
/// <param name="Wanted">Of each source its share of the target by weight, whether it has as many rows or not; 0 of those that fill.</param>
/// <param name="Rows">Of each source what it can give, with the gaps of others shared out.</param>
/// <param name="Gap">How far all of them stay below the target.</param>
internal sealed record ExpectedRows(IReadOnlyList<long> Wanted, IReadOnlyList<long> Rows, long Gap)
{
    /// <summary>The rows of a run.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="known">How many rows each source is known to hold; null where nobody knows, and then it is taken to hold enough.</param>
    public static ExpectedRows Of(RunSpec spec, IReadOnlyList<long?> known)
    {
        var sources = spec.Sources;
        var target = spec.Target!.Value;
        var none = new long[sources.Count];
        var wanted = Share(target, Weights(sources, static s => s.Filling != SourceFilling.Only, static s => s.Weight), [.. sources.Select(static s => s.Max ?? long.MaxValue)]);
        var capacity = sources.Select((s, i) => s.Lost is not null ? 0 : known[i] ?? long.MaxValue).ToList();
        var first = Fill(target, Weights(sources, static s => s.Filling != SourceFilling.Only, static s => s.Weight), [.. sources.Select((s, i) => Math.Min(s.Max ?? long.MaxValue, capacity[i]))], none);
        var left = target - first.Sum();
        var rest = sources.Select((s, i) => s.Filling == SourceFilling.Rest ? capacity[i] - first[i] : Math.Min(s.Max ?? long.MaxValue, capacity[i])).ToList();
        var then = Fill(left, Weights(sources, static s => s.Filling != SourceFilling.None, static s => s.FillWeight), rest, none);
        return new ExpectedRows(wanted, [.. first.Zip(then, static (a, b) => a + b)], left - then.Sum());
    }

    private static long[] Weights(IReadOnlyList<SourceSpec> sources, Func<SourceSpec, bool> counts, Func<SourceSpec, long> weight)
        => [.. sources.Select(s => counts(s) ? Math.Clamp(weight(s), 1, BlendOrder.HeaviestWeight) : 0)];

    private static long[] Share(long target, long[] weights, long[] most)
    {
        var total = weights.Sum();
        return [.. weights.Select((w, i) => w == 0 ? 0 : Math.Min(most[i], (long)Math.Round((double)target * w / total)))];
    }

    // What one cannot give is shared out among those that can, until nothing is missing or nobody has more.
    private static long[] Fill(long target, long[] weights, IReadOnlyList<long> capacity, long[] before)
    {
        var rows = before.ToArray();
        for (var left = target; left > 0;)
        {
            var open = Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0 && rows[i] < capacity[i]).ToList();
            if (open.Count == 0)
            {
                break;
            }

            var total = open.Sum(i => weights[i]);
            var given = 0L;
            foreach (var i in open)
            {
                var share = Math.Min(Math.Min((long)((double)left * weights[i] / total), capacity[i] - rows[i]), left - given);
                rows[i] += share;
                given += share;
            }

            if (given == 0)
            {
                rows[open[0]]++;
                given = 1;
            }

            left -= given;
        }

        return rows;
    }
}
