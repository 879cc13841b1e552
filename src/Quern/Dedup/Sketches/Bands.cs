using System.Globalization;
using System.Runtime.InteropServices;
using Quern.Dedup.Texts;

namespace Quern.Dedup.Sketches;

/// <summary>How signatures are cut into bands: rows that share all values of one band are candidates.</summary>
/// <param name="Count">How many bands.</param>
/// <param name="Rows">How many values each has.</param>
internal sealed record Bands(int Count, int Rows)
{
    // Of pairs exactly at the threshold; those above it are found more surely still.
    private const double Found = 0.99;

    /// <summary>The bands that the options ask for.</summary>
    public static Bands Of(DedupOptions options)
    {
        if (options.Bands != "auto")
        {
            var count = int.Parse(options.Bands, CultureInfo.InvariantCulture);
            return new Bands(count, options.Permutations / count);
        }

        // The longest bands, for they let the fewest other rows through, that find enough.
        for (var rows = options.Permutations; rows > 1; rows--)
        {
            var bands = new Bands(options.Permutations / rows, rows);
            if (bands.Chance(options.Threshold) >= Found)
            {
                return bands;
            }
        }

        return new Bands(options.Permutations, 1);
    }

    /// <summary>The chance that rows of this Jaccard index become candidates.</summary>
    public double Chance(double jaccard) => 1 - Math.Pow(1 - Math.Pow(jaccard, Rows), Count);

    /// <summary>The key of a band: equal for rows that share all its values.</summary>
    public ulong Key(ReadOnlySpan<uint> signature, int band)
    {
        var key = (ulong)band + 1;
        var values = signature.Slice(band * Rows, Rows);
        foreach (var pair in MemoryMarshal.Cast<uint, ulong>(values))
        {
            key = TokenHash.Mix(key ^ pair, 0x9FB21C651E98DF25);
        }

        return (values.Length & 1) == 0 ? key : TokenHash.Mix(key ^ values[^1], 0xE7037ED1A0B428DB);
    }
}
