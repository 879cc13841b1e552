using System.Globalization;
using Quern.Formats.Yaml;

namespace Quern.Plans.Inference;

/// <summary>A table of this room: YAML that is read strictly. Every fault is said with its line.</summary>
internal sealed class TableFile
{
    private readonly FaultList _faults;

    /// <summary>A table from its text.</summary>
    public TableFile(string text, string name)
    {
        _faults = new FaultList(name);
        var root = YamlText.Read(text, _faults, "table");
        _faults.ThrowIfAny();
        Root = root!;
    }

    /// <summary>The whole table.</summary>
    public YamlNode Root { get; }

    /// <summary>A table that comes with Quern.</summary>
    public static TableFile Bundled(string name)
    {
        using var stream = typeof(TableFile).Assembly.GetManifestResourceStream($"Quern.Plans.Tables.{name}.yaml")!;
        using var reader = new StreamReader(stream);
        return new TableFile(reader.ReadToEnd(), name + ".yaml");
    }

    /// <summary>A node that must be a map.</summary>
    public MapNode Map(YamlNode node)
    {
        if (node is not MapNode)
        {
            _faults.Add(node, "A map of keys and values is expected here.");
        }

        return node as MapNode ?? new MapNode([], node.Line, node.Column);
    }

    /// <summary>The elements of what must be a list.</summary>
    public IReadOnlyList<YamlNode> List(YamlNode node)
    {
        if (node is not ListNode)
        {
            _faults.Add(node, "A list is expected here.");
        }

        return (node as ListNode)?.Items ?? [];
    }

    /// <summary>What stands under a key that must be there.</summary>
    public YamlNode Under(MapNode map, string key)
    {
        if (map.Find(key) is { } entry)
        {
            return entry.Value;
        }

        _faults.Add(map, $"The key '{key}' is missing.");
        return new ListNode([], map.Line, map.Column);
    }

    /// <summary>Whether a key says true.</summary>
    public bool Flag(MapNode map, string key)
        => _faults.Number(map, key, (string text, out bool value) => bool.TryParse(text, out value), false, "true or false");

    /// <summary>A text under a key.</summary>
    public string Text(MapNode map, string key)
    {
        if (Under(map, key) is TextNode { Text.Length: > 0 } text)
        {
            return text.Text;
        }

        _faults.Add(map, $"'{key}' expects a text.");
        return "";
    }

    /// <summary>A number under a key.</summary>
    public int Number(MapNode map, string key, int least, int most)
        => _faults.Number(map, key, (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most, least, $"a whole number from {least} to {most}");

    /// <summary>The words under a key: a list of texts, where a text may hold several with commas between them; none when the key is not there.</summary>
    public IEnumerable<string> Words(MapNode map, string key) => map.Find(key) is { } entry ? Words(entry.Value) : [];

    /// <summary>The words of a list.</summary>
    public IEnumerable<string> Words(YamlNode node)
    {
        if (node.Texts is not { } texts)
        {
            _faults.Add(node, "A list of words is expected here.");
            return [];
        }

        return texts.SelectMany(static t => t.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Adds a fault.</summary>
    public void Add(YamlNode at, string message) => _faults.Add(at, message);

    /// <summary>Checks the keys of a map.</summary>
    public void CheckKeys(MapNode map, string what, params string[] known) => _faults.CheckKeys(map, known, what);

    /// <summary>Stops when anything is wrong.</summary>
    public void ThrowIfAny() => _faults.ThrowIfAny();
}
