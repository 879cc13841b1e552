namespace Quern.Mixing;

/// <summary>Turns shares into whole numbers that add up.</summary>
internal static class Apportionment
{
    /// <summary>Parts of a total in proportion to weights: each is rounded down, and what is left goes to the largest remainders.</summary>
    public static long[] Of(long total, IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        var exact = weights.Select(w => sum == 0 ? 0 : total * (w / sum)).ToArray();
        var parts = exact.Select(static e => (long)Math.Floor(e + 1e-9)).ToArray();
        var left = total - parts.Sum();
        // Remainders that are equal but for the noise of fractions are equal: the first comes first then.
        foreach (var i in Enumerable.Range(0, parts.Length).Where(i => weights[i] > 0).OrderByDescending(i => Math.Round(exact[i] - parts[i], 7)).ThenBy(static i => i).Take((int)Math.Max(0, left)))
        {
            parts[i]++;
        }

        return parts;
    }
}
