namespace Quern.Running;

/// <summary>
/// Says from which source the next row comes: the one that is furthest behind its share, and of several the first. It
/// depends on nothing but how many rows of each were taken and which have ended, so a run can go on anywhere. Sources that
/// fill have their turn when the others have ended.
/// </summary>
internal sealed class BlendOrder
{
    /// <summary>The heaviest weight: its product with a number of rows must fit 64 bits.</summary>
    public const long HeaviestWeight = 1_000_000_000;

    private readonly SourceFilling[] _filling;
    private readonly long[] _most;
    private readonly long[] _weights;
    private readonly long[] _fillWeights;

    /// <summary>The order of these sources.</summary>
    public BlendOrder(IReadOnlyList<SourceSpec> sources)
    {
        _filling = [.. sources.Select(static s => s.Filling)];
        _most = [.. sources.Select(static s => s.Filling == SourceFilling.Rest ? s.Max ?? long.MaxValue : long.MaxValue)];
        _weights = [.. sources.Select(static s => Math.Clamp(s.Weight, 1, HeaviestWeight))];
        _fillWeights = [.. sources.Select(static s => Math.Clamp(s.FillWeight, 1, HeaviestWeight))];
    }

    /// <summary>The source of the next row, if it has one; -1 when all have ended.</summary>
    public int Next(ReadOnlySpan<SourceStand> sources)
    {
        var next = -1;
        for (var i = 0; i < sources.Length; i++)
        {
            if (_filling[i] != SourceFilling.Only && !sources[i].Ended && sources[i].Taken < _most[i])
            {
                next = next < 0 || IsBefore(i, next, sources, _weights) ? i : next;
            }
        }

        return next < 0 ? NextToFill(sources) : next;
    }

    private int NextToFill(ReadOnlySpan<SourceStand> sources)
    {
        var next = -1;
        for (var i = 0; i < sources.Length; i++)
        {
            if (_filling[i] != SourceFilling.None && !sources[i].Ended)
            {
                next = next < 0 || IsBefore(i, next, sources, _fillWeights) ? i : next;
            }
        }

        return next;
    }

    // (taken + 1) / weight, compared without dividing.
    private static bool IsBefore(int one, int other, ReadOnlySpan<SourceStand> sources, long[] weights)
        => (sources[one].Taken + 1) * weights[other] < (sources[other].Taken + 1) * weights[one];
}
