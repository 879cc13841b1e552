using System.Globalization;
using Quern.Rows;

namespace Quern.Formats.Yaml;

/// <summary>Everything that is wrong with a YAML file, each with its place, so that a user can mend it in one go.</summary>
/// <param name="file">The file, for the places.</param>
internal sealed class FaultList(string file)
{
    private readonly List<(int Line, int Column, string Message)> _faults = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _faults.Count > 0;

    /// <summary>Every fault with its place, in the order of the file.</summary>
    public IReadOnlyList<string> Messages
        => [.. _faults.OrderBy(static f => f.Line).ThenBy(static f => f.Column).Select(f => $"{file}:{f.Line}:{f.Column}: {f.Message}")];

    /// <summary>Adds a fault at a piece of the file.</summary>
    public void Add(YamlNode at, string message) => Add(at.Line, at.Column, message);

    /// <summary>Adds a fault at a place.</summary>
    public void Add(int line, int column, string message) => _faults.Add((line, column, message));

    /// <summary>How a text becomes a value.</summary>
    public delegate bool TryParse<T>(string text, out T value);

    /// <summary>The value of a key, or the fallback where it is not given; a fault when it is not as expected.</summary>
    public T Number<T>(MapNode map, string key, TryParse<T> parse, T fallback, string expected)
    {
        if (map.Find(key)?.Value is not { } node)
        {
            return fallback;
        }

        if (node is TextNode text && parse(text.Text.Replace("_", "", StringComparison.Ordinal), out var value))
        {
            return value;
        }

        Add(node, $"{key} expects {expected}{(node is TextNode t ? $"; found '{t.Text}'" : "")}.");
        return fallback;
    }

    /// <summary>The number under a key, null where it is not given; a fault when it is none from 1 on.</summary>
    public long? Count(MapNode map, string key)
        => map.Find(key) is null ? null : Number(map, key, TryCount, 0L, "a whole number from 1 on");

    private static bool TryCount(string text, out long count)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;

    /// <summary>Adds a fault for each key that a piece of the file does not have.</summary>
    public void CheckKeys(MapNode map, string[] known, string what)
    {
        foreach (var entry in map.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            Add(entry.Key, $"A {what} has no key '{entry.Key.Text}'.{Suggestion.Sentence(entry.Key.Text, known)} Known: {string.Join(", ", known)}.");
        }
    }

    /// <summary>Stops when anything is wrong.</summary>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new RecipeFault(Messages);
        }
    }
}
