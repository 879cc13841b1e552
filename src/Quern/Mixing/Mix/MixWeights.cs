using System.Globalization;

namespace Quern.Mixing.Mix;

/// <summary>What options say about the weight of each source, before anybody knows how many rows there are.</summary>
internal static class MixWeights
{
    /// <summary>The sources with their weights, in the order in which they were named; null when weights follow from sizes.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>>? Of(MixOptions options)
    {
        if (options.Preset is { } preset)
        {
            return MixPreset.Find(preset)?.Shares ?? [];
        }

        return (options.Shares ?? options.Rows) is { } given ? [.. given.Select(static g => new KeyValuePair<string, double>(g.Key, TryParse(g.Value) ?? 0))] : null;
    }

    /// <summary>A share: <c>60</c>, <c>0.6</c> or <c>60%</c>; null when it is none.</summary>
    public static double? TryParse(string text)
        => double.TryParse(text.TrimEnd('%').Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && double.IsFinite(share) ? share : null;

    /// <summary>A number of rows; null when it is none.</summary>
    public static long? TryParseRows(string text)
        => long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : null;
}
