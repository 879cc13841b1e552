using System.Globalization;
using Quern.Formats.Yaml;
using Quern.Hub.Registry;
using Quern.Running;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>Turns what was typed into what it means: defaults filled in, files found, options bound, everything checked.</summary>
internal sealed class Resolver(StepTable steps, string folder, FaultList faults)
{
    private static readonly string[] RecipeKeys = ["name", "description", "seed", "tolerance", "target", "datasets", "sources", "steps", "outputs", "targets"];

    private static readonly string[] CompositionKeys = [.. RecipeKeys.Except(["outputs", "targets"]), "shares", "progress-every"];

    private static readonly string[] BlendKeys = ["weight", "fill"];

    // Run folders are made on all kinds of file systems, and copied between them.
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create("/\\:*?\"<>|");

    private const int LongestName = 60;

    /// <summary>What was said on the command line, when the recipe is a composition; null when it is a recipe of its own.</summary>
    public CompositionWish? Wish { get; init; }

    /// <summary>What a recipe means; null when anything is wrong with it.</summary>
    public ResolvedRecipe? Resolve(YamlNode node)
    {
        if (node is not MapNode recipe)
        {
            faults.Add(node, "A recipe is a map with name, sources, steps and outputs.");
            return null;
        }

        faults.CheckKeys(recipe, Wish is null ? RecipeKeys : CompositionKeys, Wish is null ? "recipe" : "composition");
        var sources = new SourceResolver(folder, Registry(recipe), faults) { Gold = Wish?.Gold };
        var outputs = new OutputResolver(faults);
        var bound = Steps(recipe);
        var spec = new RunSpec(
            Name(recipe),
            faults.Number(recipe, "seed", ulong.TryParse, 0UL, "a whole number"),
            faults.Number(recipe, "tolerance", TryShareBelowOne, 0.0, "a share such as 0.01 or 1%"),
            [.. Items(recipe, "sources", required: true).Select(sources.Source).OfType<SourceSpec>()],
            bound,
            Wish is null ? [.. Items(recipe, "outputs", required: true).SelectMany(o => outputs.Outputs(o, bound))] : [Wish.Output])
        {
            Target = Target(recipe),
        };
        CheckTarget(spec, recipe);
        CheckSources(spec, recipe);
        CheckTwice(spec, recipe);
        var targets = new TargetsResolver(faults).Targets(recipe);
        return faults.Any ? null : new ResolvedRecipe(spec, sources.Requests) { Targets = targets };
    }

    private DatasetRegistry Registry(MapNode recipe)
    {
        var registry = Wish?.IsPreset == true ? DatasetRegistry.Standard : new RegistryResolver(folder, faults).Registry(recipe);
        return Wish?.Datasets is { } list ? registry.With(RegistryReader.Load(list)) : registry;
    }

    private IReadOnlyList<StepSpec> Steps(MapNode recipe)
    {
        var bound = new StepResolver(steps, folder, faults).Steps(Items(recipe, "steps", required: false));
        return Wish is null ? bound : Wish.Adjust(bound, steps);
    }

    private long? Target(MapNode recipe)
    {
        var target = Wish?.Target ?? faults.Count(recipe, "target");
        if (target is null && Wish is not null)
        {
            faults.Add(recipe, "The composition has no target: say how many rows are wanted, with --target or under 'target'.");
        }

        return target;
    }

    private string Name(MapNode recipe)
    {
        if (recipe.Find("name")?.Value is not TextNode { Text.Length: > 0 } name)
        {
            faults.Add(recipe, "The recipe has no name; the run folder is called by it.");
            return "";
        }

        if (name.Text.AsSpan().IndexOfAny(NotInNames) >= 0 || name.Text.StartsWith('.') || name.Text.Any(char.IsControl) || name.Text.Length > LongestName)
        {
            faults.Add(name, $"The name '{Shortened(name.Text)}' cannot be a folder's name; use letters, digits, hyphens and dots (not first), at most {LongestName} characters.");
        }

        return name.Text;
    }

    private static string Shortened(string text) => text.Length <= LongestName ? text : text[..LongestName] + "…";

    private static bool TryShareBelowOne(string text, out double share) => OptionBinder.TryShare(text, out share) && share is >= 0 and <= 1;

    private IReadOnlyList<YamlNode> Items(MapNode recipe, string key, bool required)
    {
        var node = recipe.Find(key)?.Value;
        if (node is ListNode { Items.Count: > 0 } list)
        {
            return list.Items;
        }

        if (required || node is not (null or ListNode or TextNode { Text: "" }))
        {
            faults.Add(node ?? recipe, $"The recipe needs a list under '{key}'{(required ? " with at least one entry" : "")}.");
        }

        return [];
    }

    // Names can be judged when all sources are known, and each step's place when none was left out.
    private void CheckSources(RunSpec spec, MapNode recipe)
    {
        var nodes = Items(recipe, "steps", required: false);
        if (faults.Any || nodes.Count != spec.Steps.Count)
        {
            return;
        }

        for (var i = 0; i < spec.Steps.Count; i++)
        {
            spec.SourceFaults(i).ToList().ForEach(fault => faults.Add(nodes[i], fault));
        }
    }

    // A step that needs the whole dataset, or asks a model, would have to see all rows before it is known how many are left.
    private void CheckTarget(RunSpec spec, MapNode recipe)
    {
        if (spec.Target is null)
        {
            foreach (var source in Items(recipe, "sources", required: false).OfType<MapNode>())
            {
                foreach (var key in BlendKeys.Select(source.Find).OfType<MapEntry>())
                {
                    faults.Add(key.Key, $"{key.Key.Text} has a meaning only in a recipe with a target: then sources are read interleaved.");
                }
            }

            return;
        }

        foreach (var step in spec.Steps.Where(static s => s.Entry.Kind != StepKind.Row))
        {
            faults.Add(recipe.Find("steps")!.Key, $"A recipe with a target has only steps that look at one row; {step.Entry.Name} does not. Take it into a second recipe over the output of this one.");
        }

        if (spec.Sources.Count > 0 && spec.Sources.All(static s => s.Filling == SourceFilling.Only))
        {
            faults.Add(recipe.Find("sources")!.Key, "All sources only fill (fill: true); at least one must be read first.");
        }
    }

    private void CheckTwice(RunSpec spec, MapNode recipe)
    {
        foreach (var name in spec.Sources.GroupBy(static s => s.Name).Where(static g => g.Count() > 1))
        {
            faults.Add(recipe.Find("sources")!.Key, string.Create(CultureInfo.InvariantCulture, $"{name.Count()} sources are called '{name.Key}'; give each a name of its own."));
        }

        // The rows that a set step makes itself are counted under the step's name.
        foreach (var source in spec.Sources.Where(s => spec.Steps.Any(t => t.Label == s.Name && t.Entry.Kind == StepKind.Set)))
        {
            faults.Add(recipe.Find("sources")!.Key, $"A source is called '{source.Name}', like a step of this recipe; give the source another name.");
        }

        var inputs = spec.Sources.SelectMany(static s => s.Files).Select(static f => f.Path).OfType<string>().Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        foreach (var output in spec.Outputs.Where(o => inputs.Contains(Path.GetFullPath(o.Path))))
        {
            faults.Add((YamlNode?)recipe.Find("outputs")?.Key ?? recipe, $"{output.Path} is both input and output; write to another file.");
        }

        foreach (var path in spec.Outputs.GroupBy(static o => Path.GetFullPath(o.Path)).Where(static g => g.Count() > 1))
        {
            faults.Add(recipe.Find("outputs")!.Key, $"Two outputs go to {path.First().Path}.");
        }
    }
}
