using System.Globalization;
using Quern.Formats;
using Quern.Formats.Selecting;
using Quern.Formats.Yaml;
using Quern.Hub;
using Quern.Hub.Registry;
using Quern.Rows;
using Quern.Running;

namespace Quern.Recipes;

/// <summary>Reads the sources of a recipe: files of the user's own, which are looked up at once, and datasets on the Hub.</summary>
/// <param name="folder">Where the recipe lies: paths of sources are relative to it.</param>
/// <param name="registry">The datasets that are known by name.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class SourceResolver(string folder, DatasetRegistry registry, FaultList faults)
{
    private static readonly string[] FileKeys = ["name", "files", "max", "weight", "fill", "where", "columns"];
    private static readonly string[] HubKeys = ["name", "hub", "config", "split", "revision", "files", "field", "max", "max-files", "weight", "fill", "where", "columns"];

    // What a composition names as the files that are said on the command line.
    private const string GoldFiles = "--gold";

    private readonly HubSourceResolver _hub = new(registry, faults);

    /// <summary>What the sources ask of the Hub, by name; their files are not known yet.</summary>
    public Dictionary<string, HubRequest> Requests { get; } = new(StringComparer.Ordinal);

    /// <summary>Files of gold traces that were said on the command line; null where nobody could say any.</summary>
    public IReadOnlyList<string>? Gold { get; init; }

    /// <summary>The source that a piece of the recipe means; null when it is none.</summary>
    public SourceSpec? Source(YamlNode node)
    {
        if (node is not MapNode source)
        {
            faults.Add(node, "A source is a map, such as '- files: data/*.jsonl' or '- hub: wildchat'.");
            return null;
        }

        var hub = source.Find("hub");
        faults.CheckKeys(source, hub is null ? FileKeys : HubKeys, hub is null ? "source of files" : "source on the Hub");
        var spec = hub is null ? OfFiles(source) : OfHub(source, hub);
        return spec is null ? null : spec with
        {
            Max = faults.Count(source, "max"),
            SaidWeight = Weight(source),
            Filling = Filling(source),
            Identity = RowIdentity.Full,
            Selection = new RowSelection(Where(source), Columns(source)),
        };
    }

    private long? Weight(MapNode source)
    {
        var weight = faults.Count(source, "weight");
        if (weight > BlendOrder.HeaviestWeight)
        {
            faults.Add(source.Find("weight")!.Value, string.Create(CultureInfo.InvariantCulture, $"weight is at most {BlendOrder.HeaviestWeight:N0}; only its proportion to the other sources' counts."));
        }

        return weight;
    }

    private SourceFilling Filling(MapNode source)
    {
        var text = (source.Find("fill")?.Value as TextNode)?.Text;
        if (text == "rest" && source.Find("max") is null)
        {
            faults.Add(source.Find("fill")!.Value, "fill: rest means the rows beyond the source's max, and it has none; say max, or fill: true.");
        }

        switch (text)
        {
            case "true":
                return SourceFilling.Only;
            case "rest":
                return SourceFilling.Rest;
            case "false":
                return SourceFilling.None;
            default:
                if (source.Find("fill") is { } fill)
                {
                    faults.Add(fill.Value, "fill expects true (the source is read when the others have ended below the target), rest (beyond its max) or false.");
                }

                return SourceFilling.None;
        }
    }

    private SourceSpec? OfFiles(MapNode source)
    {
        if (Gold is not null && source.Find("files")?.Value is TextNode { Text: GoldFiles } gold)
        {
            return OfGold(SourceName(source) ?? "gold", gold);
        }

        if (source.Find("files") is { } files && files.Value.Texts is { } patterns)
        {
            return new SourceSpec(SourceName(source) ?? DefaultName(patterns[0].Text), [.. Files(patterns).Select(static f => new LocalFile(f))]);
        }

        faults.Add(source, "The source names no files; write '- files: PATTERN', a list of patterns, or '- hub: DATASET'.");
        return null;
    }

    private SourceSpec OfGold(string name, TextNode at)
    {
        if (Gold!.Count == 0)
        {
            return new SourceSpec(name, []) { Lost = new SourceFault("No files of gold traces were named. The generator of gold traces is not part of this version; traces that you have are named with --gold FILE.") };
        }

        var problems = new List<string>();
        var files = InputFiles.Expand(Gold, problems);
        problems.ForEach(problem => faults.Add(at, problem));
        return new SourceSpec(name, [.. files.Select(static f => new LocalFile(f))]);
    }

    private SourceSpec? OfHub(MapNode source, MapEntry hub)
    {
        if (_hub.Request(source, hub) is not { } request)
        {
            return null;
        }

        var name = SourceName(source) ?? ((TextNode)hub.Value).Text;
        Requests[name] = request;
        return new SourceSpec(name, []);
    }

    private string? Where(MapNode source)
    {
        if (source.Find("where")?.Value is not { } node)
        {
            return null;
        }

        if (node is TextNode { Text: var text } && !string.IsNullOrWhiteSpace(text))
        {
            if (Condition.FaultOf(text) is { } fault)
            {
                faults.Add(node, fault);
            }

            return text;
        }

        faults.Add(node, "where expects a condition in SQL, such as \"language = 'English'\".");
        return null;
    }

    private IReadOnlyList<string>? Columns(MapNode source)
    {
        if (source.Find("columns")?.Value is not { } node)
        {
            return null;
        }

        if (node.Texts is { } texts && texts.All(static t => t.Text.Length > 0))
        {
            return [.. texts.Select(static t => t.Text).Distinct(StringComparer.Ordinal)];
        }

        faults.Add(node, "columns expects a list of field names, such as [conversation, language].");
        return null;
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
        var seen = new HashSet<string>(StringComparer.Ordinal);
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
                if (!seen.Add(Path.GetFullPath(file.Path)))
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

    private static string DefaultName(string pattern)
    {
        var name = Path.GetFileName(pattern.TrimEnd('/')).Split('.')[0].Replace("*", "", StringComparison.Ordinal).Trim('-', '_');
        return name.Length > 0 ? name : Path.GetFileName(Path.GetDirectoryName(pattern)) is { Length: > 0 } parent ? parent : "rows";
    }
}
