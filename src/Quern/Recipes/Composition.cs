using System.Globalization;
using Quern.Formats.Yaml;
using Quern.Plans;
using Quern.Plans.Quality;
using Quern.Reports.Plans;
using Quern.Rows;

namespace Quern.Recipes;

/// <summary>
/// A recipe without outputs that ends at a target: which datasets, how much of each, what is done with their rows, and how
/// the result should look. Some come with Quern.
/// </summary>
/// <param name="Recipe">What is run.</param>
/// <param name="Shares">Between which shares of the plans each schema should lie.</param>
/// <param name="ProgressEvery">After how many rows progress is said where there is no terminal.</param>
internal sealed record Composition(ResolvedRecipe Recipe, IReadOnlyList<SchemaShare> Shares, long ProgressEvery)
{
    private const string ResourcePrefix = "Quern.Recipes.Presets.";
    private const string Extension = ".yaml";
    private const long UsualProgress = 10_000;

    private static readonly string[] Schemas = ["conversation", "function_calling", "instruction"];

    /// <summary>The names of those that come with Quern, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Presets { get; } =
        [.. typeof(Composition).Assembly.GetManifestResourceNames().Where(static n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(static n => n[ResourcePrefix.Length..^Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The composition of a preset or of a file.</summary>
    /// <param name="nameOrPath">Which.</param>
    /// <param name="wish">What is asked of it.</param>
    public static Composition Load(string nameOrPath, CompositionWish wish)
    {
        if (Presets.Contains(nameOrPath, StringComparer.Ordinal))
        {
            return Read(TextOf(nameOrPath), nameOrPath + Extension, wish with { IsPreset = true });
        }

        if (!File.Exists(nameOrPath) && !nameOrPath.EndsWith(Extension, StringComparison.Ordinal))
        {
            throw new RecipeFault($"There is no preset '{nameOrPath}', and no file of that name.{Suggestion.Sentence(nameOrPath, Presets)} Presets: {string.Join(", ", Presets)}.");
        }

        return Read(YamlFile.ReadText(nameOrPath, "composition"), nameOrPath, wish);
    }

    /// <summary>The text of a preset.</summary>
    public static string TextOf(string preset)
    {
        using var stream = typeof(Composition).Assembly.GetManifestResourceStream(ResourcePrefix + preset + Extension)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Composition Read(string text, string path, CompositionWish wish)
    {
        var faults = new FaultList(path);
        var node = YamlText.Read(text, faults, "composition");
        var recipe = node is null ? null : new Resolver(StepTable.Standard, Path.GetDirectoryName(path) ?? "", faults) { Wish = wish }.Resolve(node);
        var map = node as MapNode;
        if (recipe is not null && !recipe.Spec.Steps.Any(static s => s.Options is ToPlanOptions or PlanQualityOptions))
        {
            faults.Add(node!, "No step of this composition makes plans: add to-plan, or plan-quality where the sources hold plans already.");
        }

        var shares = map?.Find("shares") is { } entry ? ReadShares(entry.Value, faults) : [];
        var every = map is null ? null : faults.Count(map, "progress-every");
        faults.ThrowIfAny();
        return new Composition(recipe!, shares, every ?? UsualProgress);
    }

    private static List<SchemaShare> ReadShares(YamlNode node, FaultList faults)
    {
        var shares = new List<SchemaShare>();
        foreach (var (key, value) in (node as MapNode)?.Entries ?? [])
        {
            if (!Schemas.Contains(key.Text))
            {
                faults.Add(key, $"There is no schema '{key.Text}'.{Suggestion.Sentence(key.Text, Schemas)} Known: {string.Join(", ", Schemas)}.");
            }

            if (value is TextNode text && text.Text.Split('-') is [var least, var most] && TryPercent(least, out var from) && TryPercent(most, out var to) && from <= to)
            {
                shares.Add(new SchemaShare(key.Text, from, to));
            }
            else
            {
                faults.Add(value, $"The share of {key.Text} expects two per cents such as 15-20%.");
            }
        }

        if (node is not MapNode)
        {
            faults.Add(node, "shares expects schemas with their shares, such as { conversation: 60-70% }.");
        }

        return shares;
    }

    private static bool TryPercent(string text, out double percent)
        => double.TryParse(text.Trim().TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out percent) && percent is >= 0 and <= 100;
}
