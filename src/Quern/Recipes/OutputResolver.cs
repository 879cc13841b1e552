using Quern.Formats;
using Quern.Formats.Yaml;
using Quern.Rows;

namespace Quern.Recipes;

/// <summary>Reads where the rows go.</summary>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class OutputResolver(FaultList faults)
{
    /// <summary>The output that a piece of the recipe means; null when it is none.</summary>
    public OutputFile? Output(YamlNode node)
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
