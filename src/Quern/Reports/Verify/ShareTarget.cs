using Quern.Steps;

namespace Quern.Reports.Verify;

/// <summary>A share of rows that is asked for.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">Its value.</param>
/// <param name="Share">The share of all rows.</param>
internal sealed record ShareTarget(string Field, string Value, double Share)
{
    /// <summary>What options ask for.</summary>
    public static IReadOnlyList<ShareTarget> Of(IReadOnlyDictionary<string, string>? shares) => [.. (shares ?? new Dictionary<string, string>()).Select(static s => Parse(s.Key, s.Value)).OfType<ShareTarget>()];

    /// <summary>What is wrong with options.</summary>
    public static IEnumerable<string> Faults(IReadOnlyDictionary<string, string>? shares)
        => (shares ?? new Dictionary<string, string>()).Where(static s => Parse(s.Key, s.Value) is null)
            .Select(static s => $"The option 'share' expects FIELD:VALUE=SHARE, such as label:benign=60%; found '{s.Key}={s.Value}'.");

    private static ShareTarget? Parse(string what, string text)
    {
        var colon = what.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < what.Length - 1 && OptionBinder.TryShare(text, out var share) && share is >= 0 and <= 1
            ? new ShareTarget(what[..colon], what[(colon + 1)..], share)
            : null;
    }
}
