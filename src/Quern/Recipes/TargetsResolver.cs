using Quern.Formats.Yaml;
using Quern.Reports.Verify;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>Reads what a recipe asks of its result as a whole.</summary>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class TargetsResolver(FaultList faults)
{
    private static readonly string[] Keys = ["preset", "rows", "min-rows", "min-mean-quality", "max-duplicates", "min-teachers", "max-cost"];

    /// <summary>The targets; null when the recipe names none.</summary>
    public VerifyTargets? Targets(MapNode recipe)
    {
        if (recipe.Find("targets") is not { } entry)
        {
            return null;
        }

        if (entry.Value is not MapNode map)
        {
            faults.Add(entry.Value, "targets expects names and values, such as { min-rows: 1000, max-duplicates: 1% }.");
            return null;
        }

        faults.CheckKeys(map, Keys, "list of targets");
        var preset = Preset(map);
        return new VerifyTargets
        {
            Rows = faults.Count(map, "rows") ?? preset?.Rows,
            MinRows = faults.Count(map, "min-rows") ?? preset?.MinRows,
            MinMeanQuality = Number(map, "min-mean-quality", "a number from 1 to 10", 10) ?? preset?.MinMeanQuality,
            MaxDuplicates = Number(map, "max-duplicates", "a share such as 0.01 or 1%", 1) ?? preset?.MaxDuplicates,
            MinTeachers = faults.Count(map, "min-teachers") is { } teachers ? (int)Math.Min(teachers, int.MaxValue) : preset?.MinTeachers,
            MaxCost = Number(map, "max-cost", "an amount in USD", double.MaxValue) ?? preset?.MaxCost,
        };
    }

    private VerifyTargets? Preset(MapNode map)
    {
        if (map.Find("preset") is not { } entry)
        {
            return null;
        }

        if (entry.Value is not TextNode name)
        {
            faults.Add(entry.Value, $"preset expects a name: {string.Join(", ", VerifyTargets.Presets)}.");
            return null;
        }

        var preset = VerifyTargets.Find(name.Text);
        if (preset is null)
        {
            faults.Add(name, $"There are no targets called '{name.Text}'.{Suggestion.Sentence(name.Text, VerifyTargets.Presets)} Known: {string.Join(", ", VerifyTargets.Presets)}.");
        }

        return preset;
    }

    private double? Number(MapNode map, string key, string expected, double most)
    {
        bool TryParse(string text, out double number) => OptionBinder.TryShare(text, out number) && number >= 0 && number <= most;
        return map.Find(key) is null ? null : faults.Number(map, key, TryParse, 0.0, expected);
    }
}
