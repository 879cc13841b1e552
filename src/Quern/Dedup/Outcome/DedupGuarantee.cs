using System.Globalization;
using Quern.Dedup.Sketches;

namespace Quern.Dedup.Outcome;

/// <summary>What a method promises, in a sentence.</summary>
internal static class DedupGuarantee
{
    /// <summary>The promise of the options.</summary>
    public static string Of(DedupOptions options)
    {
        if (options.Exact)
        {
            return "Every row whose normalised text another row has was found, and no other.";
        }

        if (options.Method == DedupMethod.Join)
        {
            return "Every pair of rows at or above the threshold was found, and no row was removed that is not in such a pair.";
        }

        var bands = Bands.Of(options);
        var found = (Math.Floor(bands.Chance(options.Threshold) * 10_000) / 100).ToString(CultureInfo.InvariantCulture);
        return options.NoVerify
            ? $"Not verified: rows that share one of {bands.Count} bands of {bands.Rows} values were taken for duplicates; also rows below the threshold were removed."
            : $"Of pairs just at the threshold {found} % are found ({bands.Count} bands of {bands.Rows} values), of others more; no row was removed without being compared.";
    }
}
