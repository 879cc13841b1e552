using Quern.Dedup.Clusters;
using Quern.Rows;

namespace Quern.Dedup.Reading;

/// <summary>What makes one row more worth keeping than another, read off the row itself: its length, or a number under a field.</summary>
/// <param name="options">The user's choice.</param>
internal sealed class RowMerit(DedupOptions options)
{
    private readonly KeptRow _kept = KeptRow.TryParse(options.Keep, out var kept, out var fault) ? kept : throw new RecipeFault(fault);

    /// <summary>Whether rows differ in anything but their place.</summary>
    public bool Counts => _kept.Rule != KeptRowRule.First;

    /// <summary>The merit of a row; the higher one is kept.</summary>
    public double Of(ReadOnlySpan<byte> row, long rawLength) => _kept.Rule switch
    {
        KeptRowRule.Longest => rawLength,
        KeptRowRule.Best when _kept.Field!.TryFind(row, out var value) && value.TryGetDouble(out var number) => number,
        _ => double.NegativeInfinity,
    };
}
