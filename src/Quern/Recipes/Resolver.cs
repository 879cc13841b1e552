using System.Globalization;
using Quern.Formats;
using Quern.Recipes.Text;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>Turns what was typed into what it means: defaults filled in, files found, options bound, everything checked.</summary>
internal sealed class Resolver(StepTable steps, string folder, FaultList faults)
{
    private static readonly string[] RecipeKeys = ["name", "description", "seed", "tolerance", "sources", "steps", "outputs"];
    private static readonly string[] SourceKeys = ["name", "files", "hub", "max"];

    // Run folders are made on all kinds of file systems, and copied between them.
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create("/\\:*?\"<>|");

    private const int LongestName = 60;

    /// <summary>What a recipe means; null when anything is wrong with it.</summary>
    public RunSpec? Resolve(RecipeNode node)
    {
        if (node is not MapNode recipe)
        {
            faults.Add(node, "A recipe is a map with name, sources, steps and outputs.");
            return null;
        }

        CheckKeys(recipe, RecipeKeys, "recipe");
        var spec = new RunSpec(
            Name(recipe),
            Number(recipe, "seed", ulong.TryParse, 0UL, "a whole number"),
            Number(recipe, "tolerance", TryShareBelowOne, 0.0, "a share such as 0.01 or 1%"),
            [.. Items(recipe, "sources", required: true).Select(Source).OfType<SourceSpec>()],
            Steps(Items(recipe, "steps", required: false)),
            [.. Items(recipe, "outputs", required: true).Select(Output).OfType<OutputFile>()]);
        CheckTwice(spec, recipe);
        return faults.Any ? null : spec;
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

    private delegate bool TryParse<T>(string text, out T value);

    private T Number<T>(MapNode recipe, string key, TryParse<T> parse, T fallback, string expected)
    {
        if (recipe.Find(key)?.Value is not { } node)
        {
            return fallback;
        }

        if (node is TextNode text && parse(text.Text.Replace("_", "", StringComparison.Ordinal), out var value))
        {
            return value;
        }

        faults.Add(node, $"{key} expects {expected}{(node is TextNode t ? $"; found '{t.Text}'" : "")}.");
        return fallback;
    }

    private static bool TryShareBelowOne(string text, out double share) => OptionBinder.TryShare(text, out share) && share is >= 0 and <= 1;

    private IReadOnlyList<RecipeNode> Items(MapNode recipe, string key, bool required)
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

    private SourceSpec? Source(RecipeNode node)
    {
        if (node is not MapNode source)
        {
            faults.Add(node, "A source is a map, such as '- files: data/*.jsonl'.");
            return null;
        }

        CheckKeys(source, SourceKeys, "source");
        if (source.Find("hub") is { } hub)
        {
            faults.Add(hub.Key, "Sources on the Hub are not available in this version; download the files and name them under 'files'.");
            return null;
        }

        if (source.Find("files") is not { } filesEntry || Texts(filesEntry.Value) is not { } patterns)
        {
            faults.Add(source, "The source names no files; write '- files: PATTERN' or a list of patterns.");
            return null;
        }

        long? max = source.Find("max") is null ? null : Number(source, "max", TryAtLeastOne, 0L, "a whole number from 1 on");
        return new SourceSpec(SourceName(source) ?? DefaultName(patterns[0].Text), Files(patterns), max, AddIdentity: true);
    }

    private string? SourceName(MapNode source)
    {
        if (source.Find("name")?.Value is not { } node)
        {
            return null;
        }

        if (node is not TextNode { Text.Length: > 0 })
        {
            faults.Add(node, "A source's name is a text; rows carry it as source_dataset.");
        }

        return (node as TextNode)?.Text;
    }

    // Each pattern by itself, so that a fault points at its own line.
    private List<InputFile> Files(IEnumerable<TextNode> patterns)
    {
        var files = new List<InputFile>();
        foreach (var pattern in patterns)
        {
            if (pattern.Text is "" or "-")
            {
                faults.Add(pattern, "A recipe reads files, folders or patterns such as data/*.jsonl; " + (pattern.Text == "-" ? "standard input is for single verbs." : "this is empty."));
                continue;
            }

            var problems = new List<string>();
            foreach (var file in InputFiles.Expand([Path.Combine(folder, pattern.Text)], problems))
            {
                if (files.Exists(f => Path.GetFullPath(f.Path) == Path.GetFullPath(file.Path)))
                {
                    faults.Add(pattern, $"{file.Path} is named twice in this source; its rows would count twice.");
                }

                files.Add(file);
            }

            foreach (var problem in problems)
            {
                faults.Add(pattern, problem);
            }
        }

        return files;
    }

    private static bool TryAtLeastOne(string text, out long number) => long.TryParse(text, out number) && number > 0;

    private static string DefaultName(string pattern)
    {
        var name = Path.GetFileName(pattern.TrimEnd('/')).Split('.')[0].Replace("*", "", StringComparison.Ordinal).Trim('-', '_');
        return name.Length > 0 ? name : Path.GetFileName(Path.GetDirectoryName(pattern)) is { Length: > 0 } parent ? parent : "rows";
    }

    private IReadOnlyList<StepSpec> Steps(IReadOnlyList<RecipeNode> nodes)
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

    private (StepEntry, StepOptions)? Step(TextNode name, RecipeNode? options)
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
            => faults.Add(map?.Find(option) is { } at ? (OptionExists(entry, option) ? at.Value : at.Key) : map ?? (RecipeNode)name, message));
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

    private static OptionValue Value(RecipeNode node) => node switch
    {
        TextNode text => OptionValue.Of(text.Text),
        ListNode { Items.Count: 0 } => OptionValue.Of(Array.Empty<string>()),
        ListNode when Texts(node) is { } list => OptionValue.Of([.. list.Select(static t => t.Text)]),
        MapNode map when map.Entries.All(static e => e.Value is TextNode)
            => OptionValue.Of(map.Entries.ToDictionary(static e => e.Key.Text, static e => ((TextNode)e.Value).Text)),
        _ => new OptionValue(null, null, null),
    };

    private static List<TextNode>? Texts(RecipeNode node) => node switch
    {
        TextNode text => [text],
        ListNode { Items: var items } when items.Count > 0 && items.All(static i => i is TextNode) => [.. items.Cast<TextNode>()],
        _ => null,
    };

    private OutputFile? Output(RecipeNode node)
    {
        var entry = node is MapNode { Entries.Count: 1 } map ? map.Entries[0] : null;
        if (entry is null || entry.Value is not TextNode { Text.Length: > 0 } path)
        {
            faults.Add(node, "An output is its format with a path, such as '- jsonl: out/rows.jsonl'.");
            return null;
        }

        if (path.Text == "-")
        {
            faults.Add(path, "A recipe writes files; use a single verb to write to standard output.");
            return null;
        }

        OutputFormat? format = entry.Key.Text switch
        {
            "jsonl" => path.Text.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? OutputFormat.JsonlGzip : OutputFormat.Jsonl,
            "parquet" => OutputFormat.Parquet,
            "csv" => OutputFormat.Csv,
            _ => null,
        };
        if (format is { } known)
        {
            CheckPath(path, known);
            return new OutputFile(path.Text, known);
        }

        faults.Add(entry.Key, $"There is no output '{entry.Key.Text}'.{Suggestion.Sentence(entry.Key.Text, ["jsonl", "parquet", "csv"])} Known: jsonl, parquet, csv.");
        return null;
    }

    private void CheckPath(TextNode path, OutputFormat format)
    {
        if (RowWriters.FormatOf(path.Text) is { } named && named != format)
        {
            faults.Add(path, $"{path.Text} is called like {named}, but is to be written as {format}; change one of them.");
        }

        if (path.Text.EndsWith('/') || Directory.Exists(path.Text))
        {
            faults.Add(path, $"{path.Text} is a folder; the output is one file.");
        }

        for (var parent = Path.GetDirectoryName(Path.GetFullPath(path.Text)); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (File.Exists(parent))
            {
                faults.Add(path, $"{path.Text} cannot be written: {parent} is a file, not a folder.");
            }
        }
    }

    private void CheckKeys(MapNode map, string[] known, string what)
    {
        foreach (var entry in map.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            faults.Add(entry.Key, $"A {what} has no key '{entry.Key.Text}'.{Suggestion.Sentence(entry.Key.Text, known)} Known: {string.Join(", ", known)}.");
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

        var inputs = spec.Sources.SelectMany(static s => s.Files).Select(static f => Path.GetFullPath(f.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var output in spec.Outputs.Where(o => inputs.Contains(Path.GetFullPath(o.Path))))
        {
            faults.Add(recipe.Find("outputs")!.Key, $"{output.Path} is both input and output; write to another file.");
        }

        foreach (var path in spec.Outputs.GroupBy(static o => Path.GetFullPath(o.Path)).Where(static g => g.Count() > 1))
        {
            faults.Add(recipe.Find("outputs")!.Key, $"Two outputs go to {path.First().Path}.");
        }
    }
}
