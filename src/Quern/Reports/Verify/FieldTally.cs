using System.Text.Json;

namespace Quern.Reports.Verify;

/// <summary>Counts the values of one field.</summary>
/// <param name="names">Names the field may have; the first that a row has counts.</param>
internal sealed class FieldTally(params IReadOnlyList<string> names)
{
    private const int MostValues = 10_000;
    private const int LongestValue = 200;

    /// <summary>Rows that have the field.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of each value.</summary>
    public Dictionary<string, long> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there are more values than are counted one by one.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The field's name.</summary>
    public string Name => names[0];

    /// <summary>All names it may have.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Counts the value of a row.</summary>
    public void Look(JsonElement row)
    {
        foreach (var name in names)
        {
            if (row.TryGetProperty(name, out var value) && TextOf(value) is { } text)
            {
                Add(text, 1);
                return;
            }
        }
    }

    /// <summary>Adds other counts.</summary>
    public void Add(FieldTally other)
    {
        IsCut |= other.IsCut;
        foreach (var (value, rows) in other.Values)
        {
            Add(value, rows);
        }
    }

    /// <summary>The values, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, long>> MostFrequent => Values.OrderByDescending(static v => v.Value).ThenBy(static v => v.Key, StringComparer.Ordinal);

    private void Add(string value, long rows)
    {
        Rows += rows;
        if (Values.Count >= MostValues && !Values.ContainsKey(value))
        {
            IsCut = true;
            return;
        }

        Values[value] = Values.GetValueOrDefault(value) + rows;
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is { Length: > 0 and <= LongestValue } text ? text : null,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
