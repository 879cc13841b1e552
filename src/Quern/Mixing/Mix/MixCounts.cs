namespace Quern.Mixing.Mix;

/// <summary>How many rows of each source a mix has.</summary>
/// <param name="Rows">Rows of each source.</param>
/// <param name="Asked">Rows that were asked for in all; null when as many as possible were.</param>
/// <param name="Short">The source that has the fewest rows for what was asked of it; -1 when every one has enough.</param>
internal sealed record MixCounts(IReadOnlyList<long> Rows, long? Asked, int Short)
{
    /// <summary>Decides.</summary>
    /// <param name="available">Rows that each source can give: those it has, as often as they may be taken.</param>
    /// <param name="weights">Weight of each source.</param>
    /// <param name="total">Rows asked for; null when as many as the shares allow are.</param>
    /// <param name="whenShort">What is done when a source has too few.</param>
    public static MixCounts Of(IReadOnlyList<long> available, IReadOnlyList<double> weights, long? total, WhenShort whenShort)
    {
        if (total is not { } asked)
        {
            return new MixCounts(Largest(available, weights, long.MaxValue), null, -1);
        }

        var rows = Apportionment.Of(asked, weights);
        var scarcest = ScarcestOf(rows, available);
        return (scarcest, whenShort) switch
        {
            ( < 0, _) => new MixCounts(rows, asked, -1),
            (_, WhenShort.Take) => new MixCounts([.. rows.Zip(available, Math.Min)], asked, scarcest),
            (_, WhenShort.Fill) => new MixCounts(Filled(available, weights, asked), asked, scarcest),
            _ => new MixCounts(Largest(available, weights, asked), asked, scarcest),
        };
    }

    private static int ScarcestOf(long[] rows, IReadOnlyList<long> available)
        => Enumerable.Range(0, rows.Length).Where(i => rows[i] > available[i]).OrderByDescending(i => (double)rows[i] / available[i]).FirstOrDefault(-1);

    // The largest mix in which the shares hold: the scarcest source decides. A larger total may round in favour of a scarce
    // source, so it is said how many rows there are at the most.
    private static long[] Largest(IReadOnlyList<long> available, IReadOnlyList<double> weights, long most)
    {
        var sum = weights.Sum();
        var total = Math.Min(most, Enumerable.Range(0, weights.Count).Where(i => weights[i] > 0).Min(i => (long)Math.Floor((available[i] * (sum / weights[i])) + 1e-6)));
        while (true)
        {
            // Rounding may ask one row too many of a source.
            var rows = Apportionment.Of(total, weights);
            if (total == 0 || rows.Zip(available).All(static r => r.First <= r.Second))
            {
                return rows;
            }

            total--;
        }
    }

    // Sources that are short give all they have, and the others share the rest; that may make others short in turn.
    private static long[] Filled(IReadOnlyList<long> available, IReadOnlyList<double> weights, long total)
    {
        var rows = new long[weights.Count];
        var open = Enumerable.Range(0, weights.Count).Where(i => weights[i] > 0).ToList();
        while (open.Count > 0)
        {
            var parts = Apportionment.Of(total - rows.Sum(), [.. open.Select(i => weights[i])]);
            var full = open.Where((source, at) => parts[at] > available[source]).ToList();
            if (full.Count == 0)
            {
                open.Select((source, at) => (source, at)).ToList().ForEach(o => rows[o.source] = parts[o.at]);
                break;
            }

            full.ForEach(source => rows[source] = available[source]);
            open.RemoveAll(full.Contains);
        }

        return rows;
    }
}
