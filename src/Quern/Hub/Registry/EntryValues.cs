using Quern.Formats.Yaml;
using Quern.Rows;

namespace Quern.Hub.Registry;

/// <summary>Reads what stands behind the keys of an entry; what is not as expected becomes a fault at its place.</summary>
/// <param name="entry">The entry as it was typed.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class EntryValues(MapNode entry, FaultList faults)
{
    /// <summary>A text; null when there is none.</summary>
    public string? Text(string key)
    {
        var node = entry.Find(key)?.Value;
        if (node is TextNode { Text: var text } && !string.IsNullOrWhiteSpace(text))
        {
            return text.Trim();
        }

        if (node is not null)
        {
            faults.Add(node, $"{key} is {(node is TextNode ? "empty; write a text or leave the key out" : "one text")}.");
        }

        return null;
    }

    /// <summary>Whether something is so; false when nothing is said.</summary>
    public bool Flag(string key)
    {
        switch (entry.Find(key)?.Value)
        {
            case null or TextNode { Text: "false" or "no" or "off" }:
                return false;
            case TextNode { Text: "true" or "yes" or "on" }:
                return true;
            case var other:
                faults.Add(other, $"{key} is true or false{(other is TextNode text ? $"; found '{text.Text}'" : "")}.");
                return false;
        }
    }

    /// <summary>One of several words; null when there is none.</summary>
    public string? Word(string key, IReadOnlyList<RegistryWord> known)
    {
        var text = Text(key);
        if (text is not null)
        {
            CheckWord((TextNode)entry.Find(key)!.Value, $"{key} cannot be", known);
        }

        return text;
    }

    /// <summary>Says so, beginning with a refusal, when a word is none of those that are known.</summary>
    public void CheckWord(TextNode word, string refusal, IReadOnlyList<RegistryWord> known)
    {
        var words = known.Select(static k => k.Word).ToList();
        if (!words.Contains(word.Text))
        {
            faults.Add(word, $"{refusal} '{word.Text}'.{Suggestion.Sentence(word.Text, words)} Known: {string.Join(", ", words)}.");
        }
    }

    /// <summary>Keys with texts, in order; none when nothing is said.</summary>
    public IReadOnlyList<(TextNode Key, TextNode Value)> Texts(string key, string such)
    {
        switch (entry.Find(key)?.Value)
        {
            case null:
                return [];
            case MapNode { Entries.Count: > 0 } map when map.Entries.All(static e => e.Value is TextNode):
                return [.. map.Entries.Select(static e => (e.Key, (TextNode)e.Value))];
            case var other:
                faults.Add(other, $"{key} expects '{such}' for each.");
                return [];
        }
    }
}
