using System.Runtime.CompilerServices;
using Quern.Dedup.Sketches;
using Quern.Dedup.Texts;

namespace Quern.Dedup.Pairs;

/// <summary>Says how similar two sets are. One instance a core.</summary>
internal abstract class SetTest
{
    /// <summary>What stands for sets that are not similar.</summary>
    public const double NotSimilar = -1;

    /// <summary>Takes the set that others are compared with.</summary>
    public abstract void Take(ReadOnlySpan<ulong> set);

    /// <summary>The similarity to another set; <see cref="NotSimilar"/> below the threshold, not a number when it is not measured.</summary>
    public abstract double With(ReadOnlySpan<ulong> other);

    /// <summary>The test that the options ask for.</summary>
    public static SetTest Of(DedupOptions options, Threshold threshold)
        => options.NoVerify ? new SharedBand(new BandSketch(new MinHash(options.Permutations), Bands.Of(options)), Bands.Of(options).Count) : new SharedShingles(threshold);

    /// <summary>Counts the shingles that two sets share, and gives up as soon as it cannot be enough.</summary>
    public sealed class SharedShingles(Threshold threshold) : SetTest
    {
        private readonly DistinctHashes _table = new();
        private int _size;

        public override void Take(ReadOnlySpan<ulong> set)
        {
            _size = set.Length;
            _table.Clear(set.Length);
            foreach (var hash in set)
            {
                _table.Add(hash);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override double With(ReadOnlySpan<ulong> other)
        {
            var mayMiss = other.Length - threshold.Shared(_size, other.Length);
            if (mayMiss < 0)
            {
                return NotSimilar;
            }

            var missed = 0;
            foreach (var hash in other)
            {
                missed += _table.Contains(hash) ? 0 : 1;
                if (missed > mayMiss)
                {
                    return NotSimilar;
                }
            }

            var shared = other.Length - missed;
            return threshold.IsReached(shared, _size, other.Length) ? Threshold.Jaccard(shared, _size, other.Length) : NotSimilar;
        }
    }

    /// <summary>Whether two sets share a band of their signatures.</summary>
    public sealed class SharedBand(BandSketch sketch, int bands) : SetTest
    {
        private readonly ulong[] _own = new ulong[bands];
        private readonly ulong[] _other = new ulong[bands];

        public override void Take(ReadOnlySpan<ulong> set) => sketch.Keys(set, _own);

        public override double With(ReadOnlySpan<ulong> other)
        {
            sketch.Keys(other, _other);
            for (var i = 0; i < _own.Length; i++)
            {
                if (_own[i] == _other[i])
                {
                    return double.NaN;
                }
            }

            return NotSimilar;
        }
    }
}
