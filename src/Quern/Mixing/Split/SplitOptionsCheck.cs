using System.Globalization;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Mixing.Split;

/// <summary>Finds what is wrong with options of a split.</summary>
internal static class SplitOptionsCheck
{
    private const int LongestName = 60;

    /// <summary>The parts with their shares as they were given; the usual ones when none was.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> Given(SplitOptions options)
    {
        var named = new (string Name, double? Share)[] { ("train", options.Train), ("val", options.Val), ("test", options.Test) }.Where(static p => p.Share is not null).Select(static p => new KeyValuePair<string, double>(p.Name, p.Share!.Value));
        var others = (options.Part ?? new Dictionary<string, string>()).Select(static p => new KeyValuePair<string, double>(p.Key, TryParse(p.Value) ?? 0));
        IReadOnlyList<KeyValuePair<string, double>> given = [.. named, .. others];
        return given.Count > 0 ? given : [new("train", 80), new("val", 10), new("test", 10)];
    }

    /// <summary>Every fault, as a sentence.</summary>
    public static IEnumerable<string> Of(SplitOptions options)
    {
        var given = Given(options);
        return [.. OfShares(options, given), .. OfNames(given), .. OfFields(options)];
    }

    private static IEnumerable<string> OfShares(SplitOptions options, IReadOnlyList<KeyValuePair<string, double>> given)
    {
        foreach (var (name, text) in options.Part ?? new Dictionary<string, string>())
        {
            if (TryParse(text) is null)
            {
                yield return $"The share of '{name}' expects a number such as 10, 10% or 0.1; found '{text}'.";
                yield break;
            }
        }

        foreach (var (name, share) in given.Where(static p => p.Value is not (> 0 and <= 100)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The share of {name} cannot be {share}; it lies above 0. Leave out a part that gets nothing.");
        }

        var sum = given.Sum(static p => p.Value);
        if (Math.Abs(sum - 100) > 1e-6 && Math.Abs(sum - 1) > 1e-8)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The shares {string.Join(" + ", given.Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Value:0.######}")))} add up to {sum:0.######}; they must add up to 100 or to 1.");
        }

        if (given.Count < 2)
        {
            yield return "A split needs at least two parts.";
        }
    }

    private static IEnumerable<string> OfNames(IReadOnlyList<KeyValuePair<string, double>> given)
    {
        foreach (var (name, _) in given)
        {
            if (name.Length is 0 or > LongestName || name.StartsWith('.') || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            {
                yield return $"The part '{name}' gives a file its name: use letters, digits, hyphens, dots (not first) and underscores, at most {LongestName}.";
            }
        }

        foreach (var twice in given.GroupBy(static p => p.Key, StringComparer.OrdinalIgnoreCase).Where(static g => g.Count() > 1))
        {
            yield return $"The part '{twice.Key}' is named twice.";
        }
    }

    private static IEnumerable<string> OfFields(SplitOptions options)
    {
        foreach (var field in (IEnumerable<string>)[.. options.Group ?? [], .. options.Stratify is { } stratify ? [stratify] : Array.Empty<string>()])
        {
            if (!FieldPath.TryParse(field, out _, out var fault))
            {
                yield return fault;
            }
        }

        if (options.Group is { Count: 0 })
        {
            yield return "The option 'group' names no field.";
        }

        if (options.Field is { } mark && (!FieldPath.TryParse(mark, out var path, out _) || path.SingleName is null))
        {
            yield return $"The option 'field' expects the name of a field of the row itself; found '{mark}'.";
        }
    }

    // As the options for train, val and test are read: 10% is 0.1.
    private static double? TryParse(string text) => OptionBinder.TryShare(text.Replace("_", "", StringComparison.Ordinal), out var share) ? share : null;
}
