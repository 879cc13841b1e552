using System.Text;
using Quern.Formats.Yaml;

namespace Quern.Plans.Inference;

/// <summary>The table of tools: which there are, and the phrases that ask for them.</summary>
internal sealed class ToolTable
{
    private static readonly string[] Intents = ["retrieve", "update", "delete", "export", "analyze", "send", "admin"];

    private readonly TableText _text;
    private readonly Dictionary<string, KnownTool> _tools = new(StringComparer.Ordinal);
    private readonly PhraseBook<ToolWord> _book = new();

    private ToolTable(TableText text, MapNode root)
    {
        _text = text;
        ReadTools(text.Entries(root, "tools"));
        Default = new ToolGuess(Tool(root, "default"), "default"u8.ToArray());
        ReadQuestions(root);
        Give(root, "openings", ToolRoles.Opening);
        Give(root, "not-behind", ToolRoles.Hinders);
        Give(root, "nothing", ToolRoles.None);
        Give(root, "web", ToolRoles.Web);
        Give(root, "leads", ToolRoles.Lead);
        Give(root, "fillers", ToolRoles.Filler);
        Phrases = new PhraseTable([.. _book.Meanings.Keys]);
        Words = [.. _book.Meanings.Values];
    }

    /// <summary>The tool of a text that asks for nothing that is known.</summary>
    public ToolGuess Default { get; }

    /// <summary>Every tool.</summary>
    public IReadOnlyCollection<KnownTool> Tools => _tools.Values;

    /// <summary>The tool of questions, where nothing else is.</summary>
    public KnownTool Questions => _tools["search"];

    /// <summary>The tool whose words count also in a question.</summary>
    public KnownTool? Answers { get; private set; }

    /// <summary>Every phrase.</summary>
    public PhraseTable Phrases { get; }

    /// <summary>What each phrase means.</summary>
    public ToolWord[] Words { get; }

    /// <summary>Reads a table.</summary>
    public static ToolTable Read(string text, string file) => TableText.Read(text, file, static (t, root)
        => new ToolTable(t, t.Map(root, "table of tools", "tools", "default", "questions", "openings", "not-behind", "nothing", "web", "leads", "fillers")));

    /// <summary>Reads what a tool is, without its words.</summary>
    public static KnownTool ReadTool(TableText text, string name, MapNode map)
    {
        var intent = map.Find("intent") is null ? "" : text.Text(map, "intent");
        if (intent.Length > 0 && !Intents.Contains(intent))
        {
            text.Faults.Add(map.Find("intent")!.Value, $"There is no intent '{intent}'. Known: {string.Join(", ", Intents)}.");
        }

        var level = (int)text.Number(map.Find("level")?.Value ?? map, 1, 5, "level");
        var deletes = map.Find("deletes")?.Value;
        if (deletes is not (null or TextNode { Text: "true" or "false" }))
        {
            text.Faults.Add(deletes, "deletes is true or false.");
        }

        return new KnownTool { Name = Encoding.UTF8.GetBytes(name), Intent = Encoding.UTF8.GetBytes(intent), Level = level, Deletes = deletes is TextNode { Text: "true" } };
    }

    private void ReadTools(MapNode tools)
    {
        foreach (var (name, value) in tools.Entries)
        {
            var map = _text.Map(value, "tool", "level", "intent", "deletes", "verbs", "nouns", "calls");
            var tool = ReadTool(_text, name.Text, map);
            _tools[name.Text] = tool;
            _book.Put(_text.Phrases(map, "verbs"), (word, phrase) =>
            {
                Once(word.Verb is null, phrase, "verb");
                word.Verb = new ToolGuess(tool, TableText.How("word", phrase));
                word.Call ??= tool;
            });
            _book.Put(_text.Phrases(map, "nouns"), (word, phrase) =>
            {
                Once(word.Noun is null, phrase, "noun");
                word.Noun = new ToolGuess(tool, TableText.How("word", phrase));
            });
            _book.Put(_text.Phrases(map, "calls"), (word, phrase) =>
            {
                Once(word.Call is null, phrase, "verb");
                word.Call = tool;
            });
        }
    }

    private void Once(bool first, TextNode phrase, string what)
    {
        if (!first)
        {
            _text.Faults.Add(phrase, $"'{phrase.Text}' is a {what} of another tool already.");
        }
    }

    private void ReadQuestions(MapNode root)
    {
        var map = _text.Map(root.Find("questions")?.Value, "table of questions", "tool", "answers", "words");
        if (map.Entries.Count > 0)
        {
            var tool = Tool(map, "tool");
            Answers = Tool(map, "answers");
            _book.Put(_text.Phrases(map, "words"), (word, phrase) => word.Question = new ToolGuess(tool, TableText.How("word", phrase)));
        }
    }

    private KnownTool Tool(MapNode map, string key)
    {
        var name = _text.Text(map, key);
        if (_tools.TryGetValue(name, out var tool))
        {
            return tool;
        }

        if (name.Length > 0)
        {
            _text.Faults.Add(map.Find(key)!.Value, $"There is no tool '{name}'. Known: {string.Join(", ", _tools.Keys)}.");
        }

        return new KnownTool { Name = [] };
    }

    private void Give(MapNode root, string key, ToolRoles role) => _book.Put(_text.Phrases(root, key), (word, _) => word.Roles |= role);
}
