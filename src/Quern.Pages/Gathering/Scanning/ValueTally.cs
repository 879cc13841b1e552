using System.Text;
using Quern.Pages.Model;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Pages.Gathering.Scanning;

/// <summary>Counts the values of a field, up to a number of different ones; rows with more are counted together.</summary>
internal sealed class ValueTally
{
    private const int Most = 1000;
    private const int Longest = 80;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly ByteBuffer _plain = new();
    private long _untold;

    /// <summary>Rows that have the field.</summary>
    public long Rows { get; private set; }

    /// <summary>Counts a value.</summary>
    public void Add(JsonValue value)
    {
        if (value.Kind == JsonKind.Null)
        {
            return;
        }

        _plain.Clear();
        if (value.Kind == JsonKind.String)
        {
            value.CopyUnescaped(_plain);
        }
        else
        {
            _plain.Append(value.Span);
        }

        var text = Encoding.UTF8.GetString(_plain.Span);
        Add(text.Length > Longest ? text[..Longest] + "…" : text, 1);
    }

    /// <summary>Adds the counts of others.</summary>
    public void Add(ValueTally others)
    {
        foreach (var (value, count) in others._counts)
        {
            Add(value, count);
        }

        _untold += others._untold;
        Rows += others._untold;
    }

    /// <summary>The most frequent values.</summary>
    /// <param name="field">The field.</param>
    /// <param name="title">What it says of a row.</param>
    /// <param name="shown">How many values are shown.</param>
    /// <param name="rows">How many rows there are.</param>
    public ValueTable Table(string field, string title, int shown, long rows)
    {
        var values = _counts.OrderByDescending(static v => v.Value).ThenBy(static v => v.Key, StringComparer.Ordinal).ToList();
        return new ValueTable(
            field,
            title,
            [.. values.Take(shown).Select(v => new ShareLine(v.Key, v.Value, null, (double)v.Value / rows))],
            _untold > 0 ? null : Math.Max(0, values.Count - shown),
            Rows - values.Take(shown).Sum(static v => v.Value),
            rows - Rows);
    }

    private void Add(string value, long count)
    {
        Rows += count;
        if (_counts.TryGetValue(value, out var before) || _counts.Count < Most)
        {
            _counts[value] = before + count;
        }
        else
        {
            _untold += count;
        }
    }
}
