namespace Quern.Formats.Yaml;

/// <summary>A piece of YAML as it was typed, with its place. What it means is for its reader to say.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column.</param>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>The texts, where this is a text or a list of nothing else; otherwise null.</summary>
    public IReadOnlyList<TextNode>? Texts => this switch
    {
        TextNode text => [text],
        ListNode { Items: var items } when items.Count > 0 && items.All(static i => i is TextNode) => [.. items.Cast<TextNode>()],
        _ => null,
    };
}

/// <summary>One text.</summary>
internal sealed record TextNode(string Text, int Line, int Column) : YamlNode(Line, Column);

/// <summary>A list.</summary>
internal sealed record ListNode(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

/// <summary>Keys with values, in the order they were typed.</summary>
internal sealed record MapNode(IReadOnlyList<MapEntry> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    /// <summary>The entry of a key; null when it is not there.</summary>
    public MapEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key.Text == key);
}

/// <summary>A key with its value.</summary>
internal sealed record MapEntry(TextNode Key, YamlNode Value);
