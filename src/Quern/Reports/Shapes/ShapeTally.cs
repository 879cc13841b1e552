namespace Quern.Reports.Shapes;

/// <summary>Counts names, and keeps the first examples of each.</summary>
/// <param name="examples">How many examples of a name are kept.</param>
internal sealed class ShapeTally(int examples)
{
    private readonly Dictionary<string, (long Rows, List<ShapeExample> Examples)> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a row; true when it is wanted as an example.</summary>
    public bool Wants(string name)
    {
        var found = _counts.TryGetValue(name, out var count) ? count : (Rows: 0L, Examples: []);
        _counts[name] = (found.Rows + 1, found.Examples);
        return found.Examples.Count < examples;
    }

    /// <summary>Adds an example of a name that was counted.</summary>
    public void Add(string name, ShapeExample example) => _counts[name].Examples.Add(example);

    /// <summary>Adds another tally, whose rows stand behind the ones counted here.</summary>
    public void Add(ShapeTally other)
    {
        foreach (var (name, (rows, shown)) in other._counts)
        {
            var found = _counts.TryGetValue(name, out var count) ? count : (Rows: 0L, Examples: []);
            found.Examples.AddRange(shown.Take(examples - found.Examples.Count));
            _counts[name] = (found.Rows + rows, found.Examples);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _counts.Clear();

    /// <summary>The counts, the most frequent first.</summary>
    public IReadOnlyList<ShapeCount> Counts
        => [.. _counts.Select(static c => new ShapeCount(c.Key, c.Value.Rows, c.Value.Examples)).OrderByDescending(static c => c.Rows).ThenBy(static c => c.Name, StringComparer.Ordinal)];
}
