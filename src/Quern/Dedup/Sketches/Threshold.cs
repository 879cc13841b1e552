using System.Runtime.CompilerServices;

namespace Quern.Dedup.Sketches;

/// <summary>What a Jaccard index of at least some value means for counts of shingles. A little is allowed for the arithmetic of fractions.</summary>
/// <param name="value">The least Jaccard index.</param>
internal readonly struct Threshold(double value)
{
    private const double Allowance = 1e-9;

    private readonly double _ofBoth = value / (1 + value);

    /// <summary>The least Jaccard index.</summary>
    public double Value => value;

    /// <summary>How many shingles two sets of these sizes must share at the least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Shared(int a, int b) => (int)Math.Ceiling((_ofBoth * ((double)a + b)) - Allowance);

    /// <summary>Whether sets of these sizes can be similar at all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AllowsSizes(int a, int b) => Math.Min(a, b) >= (value * Math.Max(a, b)) - Allowance;

    /// <summary>
    /// How many of its shingles, in one order for all rows, a set must show: two similar sets share one among those that
    /// they show.
    /// </summary>
    public int Prefix(int size) => size - (int)Math.Ceiling((value * size) - Allowance) + 1;

    /// <summary>Whether sets that share so many shingles are similar.</summary>
    public bool IsReached(int shared, int a, int b) => shared >= (value * ((double)a + b - shared)) - Allowance;

    /// <summary>The Jaccard index of sets that share so many shingles.</summary>
    public static double Jaccard(int shared, int a, int b) => shared / ((double)a + b - shared);
}
