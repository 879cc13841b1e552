using System.Text;
using Quern.Formats.Yaml;

namespace Quern.Plans.Inference;

/// <summary>The tools that texts and names of calls stand for, from <c>tools.yaml</c>.</summary>
internal sealed class ToolTable
{
    private readonly Dictionary<string, KnownTool> _tools = new(StringComparer.Ordinal);

    private ToolTable(KnownTool otherwise) => Otherwise = otherwise;

    /// <summary>The tool of a text that names none.</summary>
    public KnownTool Otherwise { get; }

    /// <summary>The tool of questions.</summary>
    public KnownTool Search => _tools["search"];

    /// <summary>Reads the table and marks its words.</summary>
    public static ToolTable Read(TableFile file, Vocabulary words)
    {
        var root = file.Map(file.Root);
        file.CheckKeys(root, "table of tools", "tools", "otherwise", "verb-phrases", "before-nouns", "lead-ins", "markers", "questions", "name-verbs", "web-words");
        var table = new ToolTable(Tool(file, file.Map(file.Under(root, "otherwise")), words));
        foreach (var map in file.List(file.Under(root, "tools")).Select(file.Map))
        {
            table._tools[file.Text(map, "tool")] = Tool(file, map, words);
        }

        table.MarkVerbs(file, root, "verb-phrases", (word, tool) => words.Mark(word, m => m with { Verb = tool }));
        table.MarkVerbs(file, root, "name-verbs", (word, tool) => words.Mark(word, m => m with { NameVerb = tool }));
        Mark(file, root, "before-nouns", WordRoles.BeforeNoun, words);
        Mark(file, root, "lead-ins", WordRoles.LeadIn, words);
        Mark(file, root, "markers", WordRoles.Marker, words);
        Mark(file, root, "questions", WordRoles.Question, words);
        Mark(file, root, "web-words", WordRoles.Web, words);
        file.ThrowIfAny();
        return table;
    }

    /// <summary>The tool of an entry of a table.</summary>
    public static KnownTool Tool(TableFile file, MapNode map) => new(
        Encoding.UTF8.GetBytes(file.Text(map, "tool")),
        Encoding.UTF8.GetBytes(map.Find("intent") is null ? "" : file.Text(map, "intent")),
        file.Number(map, "level", 1, 5),
        file.Flag(map, "deletes"),
        file.Flag(map, "asked"));

    private static KnownTool Tool(TableFile file, MapNode map, Vocabulary words)
    {
        file.CheckKeys(map, "tool", "tool", "level", "intent", "verbs", "nouns", "deletes", "asked");
        var tool = Tool(file, map);
        foreach (var verb in file.Words(map, "verbs"))
        {
            words.Mark(verb, m => m with { Verb = tool, NameVerb = tool });
        }

        foreach (var noun in file.Words(map, "nouns"))
        {
            words.Mark(noun, m => m with { Noun = tool });
        }

        return tool;
    }

    private void MarkVerbs(TableFile file, MapNode root, string key, Action<string, KnownTool> mark)
    {
        foreach (var entry in file.Map(file.Under(root, key)).Entries)
        {
            if (!_tools.TryGetValue(entry.Key.Text, out var tool))
            {
                file.Add(entry.Key, $"There is no tool '{entry.Key.Text}'.");
                continue;
            }

            foreach (var word in file.Words(entry.Value))
            {
                mark(word, tool);
            }
        }
    }

    private static void Mark(TableFile file, MapNode root, string key, WordRoles role, Vocabulary words)
    {
        foreach (var word in file.Words(root, key))
        {
            words.Mark(word, m => m with { Roles = m.Roles | role });
        }
    }
}
