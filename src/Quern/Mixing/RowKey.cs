using Quern.Rows;

namespace Quern.Mixing;

/// <summary>
/// Gives each row of a set a number that looks random and is always the same for the same seed and place. All sampling
/// and shuffling is a matter of these numbers, so results depend neither on the number of cores nor on how rows are cut
/// into shards. Rows that a step made from one row share its place and follow each other; their position among these
/// siblings goes into the number, so that they are drawn and dealt one by one.
/// </summary>
/// <param name="seed">The recipe's seed.</param>
internal struct RowKey(ulong seed)
{
    private readonly ulong _seed = Scatter(seed);
    private Place _last = new(-1, -1);
    private ulong _sibling;

    /// <summary>The number of the next row; rows must come in their order.</summary>
    public ulong Next(Place place)
    {
        _sibling = place == _last ? _sibling + 1 : 0;
        _last = place;
        var key = Scatter(Scatter(_seed ^ (uint)place.Source) ^ (ulong)place.Ordinal);
        return _sibling == 0 ? key : Scatter(key + _sibling);
    }

    /// <summary>Another number made from one, by what is told apart.</summary>
    public static ulong Derive(ulong key, ulong by) => Scatter(key + Scatter(by));

    // Three rounds of shift and multiply: every bit of the input moves every bit of the result.
    private static ulong Scatter(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
