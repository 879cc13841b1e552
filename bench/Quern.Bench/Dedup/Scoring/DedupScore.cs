using System.Globalization;
using Quern.Bench.Dedup.Corpus;

namespace Quern.Bench.Dedup.Scoring;

/// <summary>
/// How well rows were deduplicated at .8, whichever row of a group was kept. An original and the duplicates made from it are a
/// group, of which one row should be kept; a decoy is a group of its own.
/// </summary>
/// <param name="Rows">Rows in the corpus.</param>
/// <param name="Kept">Rows that were kept.</param>
/// <param name="ShouldGo">Rows that should go: all but one of each group.</param>
/// <param name="Missed">Rows that were kept beyond one of a group.</param>
/// <param name="Lost">Groups of which nothing was kept: what stood in them is gone.</param>
/// <param name="LostDecoys">Those of them that are decoys.</param>
/// <param name="Found">By kind, in families of one original and one made row, where the pair stands alone: how many there are, and of how many not both were kept.</param>
internal sealed record DedupScore(int Rows, int Kept, int ShouldGo, int Missed, int Lost, int LostDecoys, IReadOnlyList<(int Pairs, int Joined)> Found)
{
    /// <summary>The share of the rows that should go that are gone.</summary>
    public double Recall => ShouldGo == 0 ? 1 : 1 - (Missed / (double)ShouldGo);

    /// <summary>Judges kept rows.</summary>
    public static DedupScore Of(DedupTruth truth, KeptRows kept)
    {
        var groups = new Group[truth.Rows];
        var lostDecoys = 0;
        for (var row = 0; row < truth.Rows; row++)
        {
            var band = KindBand.Of(truth.KindOf(row));
            ref var group = ref groups[truth.SourceOf(row) < 0 ? row : truth.SourceOf(row)];
            group.Made += truth.SourceOf(row) < 0 ? 0 : 1;
            if (!band.IsDecoy)
            {
                group.Rows++;
                group.Kept += kept[row] ? 1 : 0;
            }
            else if (!kept[row])
            {
                lostDecoys++;
            }
        }

        var all = groups.Where(static g => g.Rows > 0).ToList();
        return new DedupScore(truth.Rows, kept.Count, all.Sum(static g => g.Rows - 1), all.Sum(static g => Math.Max(0, g.Kept - 1)),
            all.Count(static g => g.Kept == 0) + lostDecoys, lostDecoys, Pairs(truth, kept, groups));
    }

    /// <summary>The share of a kind's lone pairs that were joined: caught for duplicates, wrongly merged for decoys; null where there are none.</summary>
    public double? Joined(RowKind kind) => Found[(int)kind] is { Pairs: > 0 } found ? found.Joined / (double)found.Pairs : null;

    /// <summary>All figures in one line.</summary>
    public override string ToString()
    {
        var kinds = KindBand.All.Where(b => Found[(int)b.Kind].Pairs > 0)
            .Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Name} {Joined(b.Kind):0.0000} ({Found[(int)b.Kind].Pairs})"));
        return string.Create(CultureInfo.InvariantCulture,
            $"rows {Rows}, kept {Kept}, removed {Rows - Kept}, should go {ShouldGo}, recall {Recall:0.00000}, missed {Missed}, lost {Lost} (decoys {LostDecoys}); joined: {string.Join(", ", kinds)}");
    }

    private static (int Pairs, int Joined)[] Pairs(DedupTruth truth, KeptRows kept, Group[] groups)
    {
        var found = new (int Pairs, int Joined)[KindBand.All.Count];
        for (var row = 0; row < truth.Rows; row++)
        {
            var source = truth.SourceOf(row);
            if (source >= 0 && groups[source].Made == 1)
            {
                ref var pairs = ref found[(int)truth.KindOf(row)];
                pairs.Pairs++;
                pairs.Joined += kept[source] && kept[row] ? 0 : 1;
            }
        }

        return found;
    }

    private struct Group
    {
        public int Rows;
        public int Kept;
        public int Made;
    }
}
