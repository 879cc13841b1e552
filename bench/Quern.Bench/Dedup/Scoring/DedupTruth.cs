using System.Text;
using System.Text.Json;
using Quern.Bench.Dedup.Corpus;

namespace Quern.Bench.Dedup.Scoring;

/// <summary>What is known about each row of a corpus: how it came about, and from which row.</summary>
internal sealed class DedupTruth
{
    private readonly List<RowKind> _kinds = [];
    private readonly List<int> _sources = [];

    /// <summary>How many rows there are.</summary>
    public int Rows => _kinds.Count;

    /// <summary>Reads a truth file, in which rows stand in the order of their ids from 0 on.</summary>
    public static DedupTruth Read(string path)
    {
        var truth = new DedupTruth();
        foreach (var line in File.ReadLines(path))
        {
            truth.Add(line);
        }

        return truth;
    }

    /// <summary>Takes truth lines.</summary>
    public static DedupTruth Of(IEnumerable<string> lines)
    {
        var truth = new DedupTruth();
        foreach (var line in lines)
        {
            truth.Add(line);
        }

        return truth;
    }

    /// <summary>How a row came about.</summary>
    public RowKind KindOf(int row) => _kinds[row];

    /// <summary>From which row it was made; -1 where from none.</summary>
    public int SourceOf(int row) => _sources[row];

    private void Add(string line)
    {
        var (kind, source) = ("", -1);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var (isId, isKind, isSource) = (reader.ValueTextEquals("id"u8), reader.ValueTextEquals("kind"u8), reader.ValueTextEquals("dup_of"u8));
            reader.Read();
            if (isId && reader.GetInt32() != Rows)
            {
                throw new InvalidDataException($"Truth of row {Rows} was expected, and found: {line}");
            }

            kind = isKind ? reader.GetString() : kind;
            source = isSource && reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : source;
        }

        var band = KindBand.All.FirstOrDefault(b => b.Name == kind);
        _kinds.Add(band.Name is null ? throw new InvalidDataException($"The kind '{kind}' is none: {line}") : band.Kind);
        _sources.Add(source);
    }
}
