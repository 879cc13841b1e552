using System.Text;
using Quern.Formats.Shards;
using Quern.Pages.Model;
using Quern.Rows.Json;

namespace Quern.Pages.Gathering.Scanning;

/// <summary>Counts what a page shows of the rows of an output: one batch, or all of them added up.</summary>
internal sealed class RowTally
{
    private const int MostScores = 12;
    private const int ShownValues = 15;

    private static readonly (string Field, string Title)[] ValueFields = [("category", "Categories"), ("teacher", "Teachers"), ("teacher_model", "Models of teachers")];
    private static readonly byte[][] ValueNames = [.. ValueFields.Select(static f => Encoding.UTF8.GetBytes(f.Field))];
    private static readonly string[] QualityFields = ["quality_score", "score"];

    private readonly RowCheck _check = new();
    private readonly LengthBins _lengths = new();
    private readonly SortedDictionary<string, NumberBins> _scores = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, QualityTally> _quality = new(StringComparer.Ordinal);
    private readonly ValueTally[] _values = [.. ValueFields.Select(static _ => new ValueTally())];

    /// <summary>Rows that were looked at.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that are no valid row.</summary>
    public long Invalid { get; private set; }

    /// <summary>Counts the rows of a batch.</summary>
    public void Count(PlacedBatch batch)
    {
        for (var i = 0; i < batch.Rows.Count; i++)
        {
            Rows++;
            if (batch.Rows.IsBroken(i, out _) || (!batch.Rows.Trusted && !_check.Passes(batch.Rows[i], out _)))
            {
                Invalid++;
            }
            else
            {
                Count(batch.Rows[i]);
            }
        }
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    public void Add(RowTally others)
    {
        Rows += others.Rows;
        Invalid += others.Invalid;
        _lengths.Add(others._lengths);
        foreach (var (field, bins) in others._scores)
        {
            ScoresOf(field)?.Add(bins);
        }

        foreach (var (field, quality) in others._quality)
        {
            QualityOf(field).Add(quality);
        }

        for (var i = 0; i < _values.Length; i++)
        {
            _values[i].Add(others._values[i]);
        }
    }

    /// <summary>What was counted, with rows drawn from the same output.</summary>
    public OutputFacts Result(string file, IReadOnlyList<ShownRow> samples, ulong seed) => new()
    {
        File = file,
        Rows = Rows,
        Lengths = new Histogram("Length of texts", "characters of all texts of a row", _lengths.Bars()),
        Scores = [.. _scores.Select(static s => new Histogram($"Field {s.Key}", "value", s.Value.Bars()))],
        Values = [.. ValueFields.Select((f, i) => _values[i].Table(f.Field, f.Title, ShownValues, Rows)).Where(static t => t.Values.Count > 0)],
        Quality = QualityFields.Select(f => _quality.GetValueOrDefault(f)?.Result(f)).FirstOrDefault(static q => q is not null),
        Samples = samples,
        Seed = seed,
    };

    private void Count(ReadOnlySpan<byte> row)
    {
        var characters = 0L;
        var members = new JsonMembers(row);
        while (members.MoveNext())
        {
            var value = new JsonValue(members.Value, members.ValueStart);
            if (value.TryGetDouble(out var number))
            {
                CountNumber(members.Name, number);
            }
            else if (!members.Name.SequenceEqual("id"u8) && !members.Name.SequenceEqual("source_dataset"u8))
            {
                characters += CharactersOf(members.Value);
            }

            for (var i = 0; i < ValueFields.Length; i++)
            {
                if (JsonMembers.NameEquals(members.Name, ValueNames[i]))
                {
                    _values[i].Add(value);
                }
            }
        }

        _lengths.Add(characters);
    }

    private void CountNumber(ReadOnlySpan<byte> name, double number)
    {
        if (!name.EndsWith("score"u8) && !name.SequenceEqual("rating"u8))
        {
            return;
        }

        var field = Encoding.UTF8.GetString(name);
        if (field is "score" or "rating" || field.EndsWith("_score", StringComparison.Ordinal))
        {
            ScoresOf(field)?.Add(number);
        }

        if (QualityFields.Contains(field))
        {
            QualityOf(field).Add(number);
        }
    }

    // Names of members are no texts of the row: they are followed by a colon.
    private static long CharactersOf(ReadOnlySpan<byte> value)
    {
        var characters = 0L;
        for (var at = value.IndexOf((byte)'"'); at >= 0 && at < value.Length;)
        {
            var end = JsonScan.SkipString(value, at);
            var next = end < value.Length ? JsonScan.SkipSpace(value, end) : end;
            if (next >= value.Length || value[next] != ':')
            {
                characters += new JsonValue(value[at..end], at).CharCount();
            }

            var found = next < value.Length ? value[next..].IndexOf((byte)'"') : -1;
            at = found < 0 ? -1 : next + found;
        }

        return characters;
    }

    private NumberBins? ScoresOf(string field)
    {
        if (!_scores.TryGetValue(field, out var bins) && _scores.Count < MostScores)
        {
            _scores[field] = bins = new NumberBins();
        }

        return bins;
    }

    private QualityTally QualityOf(string field)
    {
        if (!_quality.TryGetValue(field, out var quality))
        {
            _quality[field] = quality = new QualityTally();
        }

        return quality;
    }
}
