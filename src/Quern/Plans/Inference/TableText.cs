using System.Text;
using Quern.Formats.Yaml;

namespace Quern.Plans.Inference;

/// <summary>Reads the pieces that the tables of words have in common; what is not as expected becomes a fault at its place.</summary>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class TableText(FaultList faults)
{
    /// <summary>The faults so far.</summary>
    public FaultList Faults { get; } = faults;

    /// <summary>The text of a table that comes with Quern.</summary>
    public static string Bundled(string file)
    {
        using var resource = typeof(TableText).Assembly.GetManifestResourceStream($"Quern.Plans.Tables.{file}")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a table from a text; stops with all faults when there are any.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Where it comes from, for the faults.</param>
    /// <param name="read">Reads the table from the root.</param>
    public static T Read<T>(string text, string file, Func<TableText, YamlNode, T> read)
        where T : class
    {
        var faults = new FaultList(file);
        var table = YamlText.Read(text, faults, "table") is { } root ? read(new TableText(faults), root) : null;
        faults.ThrowIfAny();
        return table!;
    }

    /// <summary>A map with keys that are known; an empty one where it is none.</summary>
    public MapNode Map(YamlNode? node, string what, params string[] keys)
    {
        if (node is not MapNode map)
        {
            if (node is not null)
            {
                Faults.Add(node, $"A {what} is a map.");
            }

            return new MapNode([], node?.Line ?? 1, node?.Column ?? 1);
        }

        if (keys.Length > 0)
        {
            Faults.CheckKeys(map, keys, what);
        }

        return map;
    }

    /// <summary>A map that must be there, whatever its keys.</summary>
    public MapNode Entries(MapNode map, string key)
    {
        if (map.Find(key) is null)
        {
            Faults.Add(map, $"'{key}' is missing; it is a map.");
        }

        return Map(map.Find(key)?.Value, key);
    }

    /// <summary>What a list under a key holds; nothing where the key is not there.</summary>
    public IReadOnlyList<YamlNode> Items(MapNode map, string key)
    {
        if (map.Find(key)?.Value is { } value and not ListNode)
        {
            Faults.Add(value, $"'{key}' is a list.");
        }

        return (map.Find(key)?.Value as ListNode)?.Items ?? [];
    }

    /// <summary>A text that must be there; empty where it is not.</summary>
    public string Text(MapNode map, string key)
    {
        if (map.Find(key)?.Value is TextNode { Text.Length: > 0 } text)
        {
            return text.Text;
        }

        Faults.Add(map.Find(key)?.Value ?? map, $"'{key}' is missing or is not one text.");
        return "";
    }

    /// <summary>A whole number in a range.</summary>
    public long Number(YamlNode at, long least, long most, string what)
    {
        if (at is TextNode text && long.TryParse(text.Text, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Faults.Add(at, $"{what} is a whole number from {least} to {most}{(at is TextNode t ? $"; found '{t.Text}'" : "")}.");
        return least;
    }

    /// <summary>The phrases under a key; none where the key is not there.</summary>
    public IReadOnlyList<TextNode> Phrases(MapNode map, string key) => map.Find(key) is { } entry ? Phrases(entry.Value, key) : [];

    /// <summary>A list of phrases, each once.</summary>
    public IReadOnlyList<TextNode> Phrases(YamlNode node, string what)
    {
        if (node is ListNode { Items.Count: 0 } || node.Texts is not { } phrases)
        {
            Faults.Add(node, $"'{what}' is a list of words.");
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            Check(phrase);
            if (!seen.Add(phrase.Text))
            {
                Faults.Add(phrase, $"'{phrase.Text}' stands under '{what}' a second time.");
            }
        }

        return [.. phrases.Where(IsPhrase)];
    }

    /// <summary>Adds a fault where a text cannot be found in texts as a phrase.</summary>
    public void Check(TextNode phrase)
    {
        if (!IsPhrase(phrase))
        {
            Faults.Add(phrase, $"'{phrase.Text}' cannot be found in texts; write 1 to {PhraseTable.MostWords} words in lower case with one space or hyphen between them, each of at most {WordKey.Longest} letters, digits and apostrophes, beginning with a letter.");
        }
    }

    /// <summary>What led to a guess, ready to be written.</summary>
    public static byte[] How(string kind, TextNode word) => Encoding.UTF8.GetBytes($"{kind}:{word.Text}");

    private static bool IsPhrase(TextNode phrase)
    {
        var words = phrase.Text.Split(' ', '-');
        return words.Length <= PhraseTable.MostWords && words.All(IsWord);
    }

    private static bool IsWord(string word)
        => word.Length is > 0 and <= WordKey.Longest && char.IsAsciiLetterLower(word[0]) && char.IsAsciiLetterOrDigit(word[^1]) && word.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '\'');
}
