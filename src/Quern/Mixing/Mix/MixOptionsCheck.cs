using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Mixing.Mix;

/// <summary>Finds what is wrong with options of a mix.</summary>
internal static class MixOptionsCheck
{
    /// <summary>Faults of the options taken together, each as a sentence.</summary>
    public static IEnumerable<string> Of(MixOptions options) => [.. OfWays(options), .. OfNumbers(options), .. OfLimits(options)];

    /// <summary>Faults of the names of sources.</summary>
    public static IEnumerable<string> OfSources(MixOptions options, IReadOnlyList<string> sources)
    {
        if (MixWeights.Of(options) is not { } weights)
        {
            yield break;
        }

        foreach (var (name, _) in weights.Where(w => !sources.Contains(w.Key, StringComparer.Ordinal)))
        {
            yield return $"The mix names '{name}', and no source is called so.{Suggestion.Sentence(name, sources)} There are: {string.Join(", ", sources)}.";
        }

        foreach (var source in sources.Where(s => weights.All(w => w.Key != s)))
        {
            yield return $"The mix says nothing about the source '{source}'; give it a share, 0 to leave it out.";
        }
    }

    private static IEnumerable<string> OfWays(MixOptions options)
    {
        var ways = new[] { options.Shares is not null, options.Rows is not null, options.Temperature is not null, options.Preset is not null };
        if (ways.Count(static w => w) != 1)
        {
            yield return ways.Contains(true)
                ? "A mix takes only one of shares, rows, temperature and preset; they say the same thing twice."
                : "A mix needs one of shares, rows, temperature and preset: how much of each source it has.";
        }

        if (options.Preset is { } preset && MixPreset.Find(preset) is null)
        {
            yield return $"There is no composition '{preset}'.{Suggestion.Sentence(preset, MixPreset.All.Select(static p => p.Name))} Known: {string.Join(", ", MixPreset.All.Select(static p => p.Name))}.";
        }

        if (options.Rows is not null && options.Total is not null)
        {
            yield return "rows says how many rows of each source there are; a total beside it says it twice. Leave one of them out.";
        }

        if (options.Total is null && options.Rows is null && options.WhenShort is WhenShort.Take or WhenShort.Fill)
        {
            yield return "Without a total no source can be short; give a total, or leave when-short out.";
        }
    }

    private static IEnumerable<string> OfNumbers(MixOptions options)
    {
        foreach (var (name, text) in options.Shares ?? new Dictionary<string, string>())
        {
            if (MixWeights.TryParse(text) is null)
            {
                yield return $"The share of '{name}' expects a number such as 60, 0.6 or 60%; found '{text}'.";
            }
        }

        if (options.Shares is { } shares && shares.Values.Any(static s => s.EndsWith('%')) && !shares.Values.All(static s => s.EndsWith('%')))
        {
            yield return "Some shares are percentages and some are not; write all of them in the same way.";
        }

        foreach (var (name, text) in options.Rows ?? new Dictionary<string, string>())
        {
            if (MixWeights.TryParseRows(text) is null)
            {
                yield return $"The rows of '{name}' expect a whole number; found '{text}'.";
            }
        }

        if (MixWeights.Of(options) is { } weights && options.Preset is null && weights.Sum(static w => w.Value) <= 0)
        {
            yield return "A mix needs at least one source with a share above 0.";
        }
    }

    private static IEnumerable<string> OfLimits(MixOptions options)
    {
        if (options.Temperature is not (null or > 0))
        {
            yield return "The temperature lies above 0.";
        }

        if (options.Total is < 1)
        {
            yield return $"A mix cannot have {options.Total} rows.";
        }

        if (options.Epochs is < 1 or > 1000)
        {
            yield return $"A row cannot be taken {options.Epochs} times; 1 to 1000 are possible.";
        }

        if (options.Mark is { } mark && (!FieldPath.TryParse(mark, out var path, out _) || path.SingleName is null))
        {
            yield return $"The option 'mark' expects the name of a field of the row itself; found '{mark}'.";
        }
    }
}
