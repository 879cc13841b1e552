using System.Runtime.CompilerServices;
using Quern.Dedup.Storage;

namespace Quern.Dedup.Sketches;

/// <summary>Makes a row's postings: what it shows of itself, so that rows like it can be found. One instance a core.</summary>
internal abstract class Sketch
{
    /// <summary>Adds the postings of a row with these shingles.</summary>
    public abstract void Add(ReadOnlySpan<ulong> shingles, int row, PostingPool to);

    /// <summary>The sketch that the options ask for; null where only equal rows are looked for.</summary>
    public static Sketch? Of(DedupOptions options, double threshold, FrequentShingles frequent)
        => options.Exact ? null
            : options.Method == DedupMethod.Join ? new PrefixSketch(new Threshold(threshold), frequent)
            : new BandSketch(new MinHash(options.Permutations), Sketches.Bands.Of(options));
}

/// <summary>For the join: the first of a row's shingles. Similar rows share one of those that they show.</summary>
/// <param name="threshold">When rows are similar.</param>
/// <param name="frequent">The frequent shingles.</param>
internal sealed class PrefixSketch(Threshold threshold, FrequentShingles frequent) : Sketch
{
    private readonly PrefixChoice _choice = new(frequent);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(ReadOnlySpan<ulong> shingles, int row, PostingPool to)
    {
        var wanted = threshold.Prefix(shingles.Length);
        _choice.Choose(shingles, wanted);
        var chosen = _choice.Chosen;
        var before = _choice.Before;
        for (var i = 0; i < chosen.Length; i++)
        {
            to.Add(Posting.BucketOf(chosen[i]), Posting.Of(chosen[i], (int)((long)before[i] * Posting.Positions / wanted), row));
        }
    }

    /// <summary>How many shingles stand before the one of a posting, at the least.</summary>
    public static int Before(int position, int wanted) => (int)((((long)position * wanted) + Posting.Positions - 1) / Posting.Positions);
}

/// <summary>For MinHash: a key for each band of the signature.</summary>
/// <param name="functions">The hash functions.</param>
/// <param name="bands">How signatures are cut.</param>
internal sealed class BandSketch(MinHash functions, Bands bands) : Sketch
{
    private readonly uint[] _signature = new uint[functions.PaddedLength];

    public override void Add(ReadOnlySpan<ulong> shingles, int row, PostingPool to)
    {
        functions.Sign(shingles, _signature);
        for (var band = 0; band < bands.Count; band++)
        {
            var key = bands.Key(_signature, band);
            to.Add(Posting.BucketOf(key), Posting.Of(key, 0, row));
        }
    }

    /// <summary>The keys of all bands of a row.</summary>
    public void Keys(ReadOnlySpan<ulong> shingles, Span<ulong> to)
    {
        functions.Sign(shingles, _signature);
        for (var band = 0; band < bands.Count; band++)
        {
            to[band] = bands.Key(_signature, band);
        }
    }
}
