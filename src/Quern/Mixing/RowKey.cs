using Quern.Rows;

namespace Quern.Mixing;

/// <summary>
/// A number for each row that looks random and is always the same for the same seed and place. All sampling and
/// shuffling is a matter of these numbers, so results depend neither on the number of cores nor on how rows are cut
/// into shards.
/// </summary>
internal static class RowKey
{
    /// <summary>The number of a row.</summary>
    public static ulong Of(ulong seed, Place place)
        => Scatter(Scatter(Scatter(seed) ^ (uint)place.Source) ^ (ulong)place.Ordinal);

    // Three rounds of shift and multiply: every bit of the input moves every bit of the result.
    private static ulong Scatter(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
