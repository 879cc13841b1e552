using Quern.Formats;
using Quern.Formats.Yaml;
using Quern.Running;

namespace Quern.Recipes;

/// <summary>Finds the files of a source.</summary>
/// <param name="folder">Where the recipe lies: paths of sources are relative to it.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class SourceResolver(string folder, FaultList faults)
{
    private static readonly string[] SourceKeys = ["name", "files", "hub", "max"];

    /// <summary>The source that a piece of the recipe means; null when it is none.</summary>
    public SourceSpec? Source(YamlNode node)
    {
        if (node is not MapNode source)
        {
            faults.Add(node, "A source is a map, such as '- files: data/*.jsonl'.");
            return null;
        }

        faults.CheckKeys(source, SourceKeys, "source");
        if (source.Find("hub") is { } hub)
        {
            faults.Add(hub.Key, "Sources on the Hub are not available in this version; download the files and name them under 'files'.");
            return null;
        }

        if (source.Find("files") is not { } filesEntry || filesEntry.Value.Texts is not { } patterns)
        {
            faults.Add(source, "The source names no files; write '- files: PATTERN' or a list of patterns.");
            return null;
        }

        long? max = source.Find("max") is null ? null : faults.Number(source, "max", TryAtLeastOne, 0L, "a whole number from 1 on");
        return new SourceSpec(SourceName(source) ?? DefaultName(patterns[0].Text), [.. Files(patterns).Select(static f => new LocalFile(f))])
        {
            Max = max,
            Identity = RowIdentity.Full,
        };
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

    private static bool TryAtLeastOne(string text, out long number) => long.TryParse(text, out number) && number > 0;

    private static string DefaultName(string pattern)
    {
        var name = Path.GetFileName(pattern.TrimEnd('/')).Split('.')[0].Replace("*", "", StringComparison.Ordinal).Trim('-', '_');
        return name.Length > 0 ? name : Path.GetFileName(Path.GetDirectoryName(pattern)) is { Length: > 0 } parent ? parent : "rows";
    }
}
