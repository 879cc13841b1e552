using Quern.Dedup;
using Quern.Tests.Dedup.Reference;

namespace Quern.Tests.Dedup;

/// <summary>Lets the program deduplicate rows, and reads from its files what became of each.</summary>
internal static class DedupTrial
{
    /// <summary>What becomes of each row of the sources, in their order.</summary>
    /// <param name="sources">What is deduplicated, under names that <see cref="DedupOptions.Prefer"/> may use.</param>
    /// <param name="options">What is a duplicate; <see cref="DedupOptions.Against"/> is filled in here.</param>
    /// <param name="against">Rows that are there already.</param>
    /// <param name="workers">How many cores.</param>
    public static IReadOnlyList<RowFate> Run(IReadOnlyList<DedupSource> sources, DedupOptions options, IReadOnlyList<DedupSource> against, int workers)
        => throw new NotSupportedException(
            $"The program is not run yet: {sources.Count} sources, {against.Count} against, threshold {options.Threshold}, {workers} workers.");
}
