using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Reports.Stats;

/// <summary>Looks at the rows of one batch: checks each, and counts every value in it on the way through.</summary>
internal sealed class BatchStats
{
    // Paths that no batch uses any more are kept for the next ones, up to this many.
    private const int MostKept = 8 * FieldStats.MostPaths;

    private readonly RowCheck _check = new();
    private readonly ByteBuffer _plain = new();
    private readonly FieldCensus _census = new();

    /// <summary>The tree of field paths; its root is the row.</summary>
    public FieldStats Root { get; private set; } = new([]);

    /// <summary>Lengths of all rows, in bytes.</summary>
    public LengthCounts Rows { get; private set; }

    /// <summary>Rows that are no valid row, by reason.</summary>
    public SortedDictionary<string, long> Invalid { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts every row of a batch.</summary>
    public void Count(PlacedBatch batch)
    {
        var rows = batch.Rows;
        var lengths = default(LengthCounts);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            lengths.Add(row.Length);
            if (!rows.Trusted && !_check.Passes(row, out var fault))
            {
                Invalid[fault.Reason] = Invalid.GetValueOrDefault(fault.Reason) + 1;
                continue;
            }

            Value(row, JsonScan.SkipSpace(row, 0), Root, 0);
        }

        Rows = lengths;
    }

    /// <summary>Empties the counts for the next batch.</summary>
    public void Reset()
    {
        if (_census.Made > MostKept)
        {
            Root = new FieldStats([]);
            _census.Made = 0;
        }
        else
        {
            Root.Reset();
        }

        _census.Paths = 0;
        Invalid.Clear();
    }

    private int Value(ReadOnlySpan<byte> row, int at, FieldStats field, int level)
    {
        if (row[at] is (byte)'{' or (byte)'[')
        {
            return level >= FieldStats.MostLevels ? Deeper(row, at, field) : row[at] == '{' ? Object(row, at, field, level) : List(row, at, field, level);
        }

        var end = JsonScan.SkipValue(row, at);
        var value = new JsonValue(row[at..end], at);
        var kind = value.Kind;
        field.Kinds[(int)kind]++;
        if (kind == JsonKind.String)
        {
            field.AddText(value.CharCount());
        }
        else if (kind == JsonKind.Number)
        {
            field.AddNumber(value);
        }

        if (kind != JsonKind.Null && !field.Values.TooMany)
        {
            CountValue(value, kind, field);
        }

        return end;
    }

    private void CountValue(JsonValue value, JsonKind kind, FieldStats field)
    {
        var text = value.Span;
        if (kind == JsonKind.String)
        {
            text = JsonUnescape.Plain(text[1..^1], _plain);
        }

        field.Values.Add(TextHash.Of(text, (ulong)kind), kind, text, 1);
    }

    private int Object(ReadOnlySpan<byte> row, int at, FieldStats field, int level)
    {
        field.Kinds[(int)JsonKind.Object]++;
        at = JsonScan.SkipSpace(row, at + 1);
        while (row[at] != '}')
        {
            var nameEnd = JsonScan.SkipString(row, at);
            var child = field.Child(JsonUnescape.Plain(row[(at + 1)..(nameEnd - 1)], _plain), _census);
            at = JsonScan.SkipSpace(row, JsonScan.SkipSpace(row, nameEnd) + 1);
            at = Next(row, Value(row, at, child, level + 1));
        }

        return at + 1;
    }

    private int List(ReadOnlySpan<byte> row, int at, FieldStats field, int level)
    {
        field.Kinds[(int)JsonKind.Array]++;
        var length = 0L;
        at = JsonScan.SkipSpace(row, at + 1);
        while (row[at] != ']')
        {
            length++;
            at = Next(row, Value(row, at, field.ElementsIn(_census), level + 1));
        }

        field.AddList(length);
        return at + 1;
    }

    private static int Deeper(ReadOnlySpan<byte> row, int at, FieldStats field)
    {
        var end = JsonScan.SkipValue(row, at);
        var value = new JsonValue(row[at..end], at);
        field.Kinds[(int)value.Kind]++;
        field.HasDeeper = true;
        if (value.Kind == JsonKind.Array)
        {
            field.AddList(value.ElementCount());
        }

        return end;
    }

    private static int Next(ReadOnlySpan<byte> row, int at)
    {
        at = JsonScan.SkipSpace(row, at);
        return row[at] == ',' ? JsonScan.SkipSpace(row, at + 1) : at;
    }
}
