using Quern.Formats;
using Quern.Formats.Yaml;
using Quern.Mixing.Split;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>Reads where the rows go.</summary>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class OutputResolver(FaultList faults)
{
    private const string PartWord = "{split}";

    /// <summary>The outputs that a piece of the recipe means: one for each part of a split where the path has its name in it.</summary>
    /// <param name="node">The piece.</param>
    /// <param name="steps">The steps before it.</param>
    public IEnumerable<OutputFile> Outputs(YamlNode node, IReadOnlyList<StepSpec> steps)
    {
        if (Output(node) is not { } output)
        {
            return [];
        }

        var last = steps.LastOrDefault(static s => s.Entry.Kind == StepKind.Set);
        var split = steps.Select(static s => s.Options).OfType<SplitOptions>().LastOrDefault();
        var isForParts = output.Path.Contains(PartWord, StringComparison.Ordinal);
        if (FaultOf(output, isForParts, split, last) is { } fault)
        {
            faults.Add(node, fault);
            return [];
        }

        return isForParts ? split!.Parts.Select(part => output with { Path = output.Path.Replace(PartWord, part.Key, StringComparison.Ordinal), Part = part.Key, Pattern = output.Path }) : [output];
    }

    private static string? FaultOf(OutputFile output, bool isForParts, SplitOptions? split, StepSpec? last) => (isForParts, split) switch
    {
        (true, null) => $"{output.Path} is to be written for each part of a split, and no step splits the rows.",
        (true, _) when last?.Options is not SplitOptions => $"{output.Path} is to be written for each part of a split, but {last?.Label} behind the split puts its parts together; put that step before the split.",
        (false, { Field: null }) when last?.Options is SplitOptions => $"{output.Path} would hold all parts of the split, and its rows would not say which one is theirs. Write to a path with {{split}} in it, such as {Path.ChangeExtension(output.Path, null)}-{{split}}{Path.GetExtension(output.Path)}, or give the split a field.",
        _ => null,
    };

    private OutputFile? Output(YamlNode node)
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
}
