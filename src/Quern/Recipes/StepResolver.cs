using Quern.Formats.Yaml;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>Finds the steps that a recipe names, and binds their options.</summary>
/// <param name="steps">The steps that there are.</param>
/// <param name="folder">Where the recipe lies: paths of files that a step reads are relative to it.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class StepResolver(StepTable steps, string folder, FaultList faults)
{
    /// <summary>The steps, in order; those that are wrong are left out.</summary>
    public IReadOnlyList<StepSpec> Steps(IReadOnlyList<YamlNode> nodes)
    {
        var bound = new List<(StepEntry, StepOptions)>();
        foreach (var node in nodes)
        {
            var entry = node is MapNode { Entries.Count: 1 } map ? map.Entries[0] : null;
            var name = entry?.Key ?? node as TextNode;
            if (name is null)
            {
                faults.Add(node, "A step is its name with its options, such as '- filter: { field: score, min: 7 }'.");
                continue;
            }

            if (Step(name, entry?.Value) is { } step)
            {
                bound.Add(step);
            }
        }

        return StepSpec.InOrder(bound);
    }

    private (StepEntry, StepOptions)? Step(TextNode name, YamlNode? options)
    {
        if (steps.Find(name.Text) is not { } entry)
        {
            faults.Add(name, $"There is no step '{name.Text}'.{Suggestion.Sentence(name.Text, steps.Entries.Select(static e => e.Name))}");
            return null;
        }

        if (options is not (null or MapNode or TextNode { Text: "" }))
        {
            faults.Add(options, $"The options of {name.Text} are a map, such as {{ field: score }}.");
            return null;
        }

        var map = options as MapNode;
        var bound = OptionBinder.Bind(entry.OptionsType, Values(map), (option, message)
            => faults.Add(map?.Find(option) is { } at ? (OptionExists(entry, option) ? at.Value : at.Key) : map ?? (YamlNode)name, message), folder);
        return bound is null ? null : (entry, bound);
    }

    private static bool OptionExists(StepEntry entry, string option) => OptionTable.Describe(entry.OptionsType).Any(o => o.Name == option);

    private Dictionary<string, OptionValue> Values(MapNode? map)
    {
        var values = new Dictionary<string, OptionValue>(StringComparer.Ordinal);
        foreach (var (key, value) in map?.Entries ?? [])
        {
            values[key.Text] = Value(value);
        }

        return values;
    }

    private static OptionValue Value(YamlNode node) => node switch
    {
        TextNode text => OptionValue.Of(text.Text),
        ListNode { Items.Count: 0 } => OptionValue.Of(Array.Empty<string>()),
        ListNode { Texts: { } list } => OptionValue.Of([.. list.Select(static t => t.Text)]),
        MapNode map when map.Entries.All(static e => e.Value is TextNode)
            => OptionValue.Of(map.Entries.ToDictionary(static e => e.Key.Text, static e => ((TextNode)e.Value).Text)),
        _ => new OptionValue(null, null, null),
    };
}
