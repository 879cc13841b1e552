using System.Buffers.Text;
using System.Collections;
using System.Text.Json;

namespace Quern.Bench.Dedup.Scoring;

/// <summary>Which rows of a corpus were kept: read from the rows that were written, or from a file with one id a line.</summary>
internal sealed class KeptRows
{
    private readonly BitArray _kept;

    private KeptRows(int rows) => _kept = new BitArray(rows);

    /// <summary>How many were kept.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a row was kept.</summary>
    public bool this[int row] => _kept[row];

    /// <summary>Takes ids.</summary>
    public static KeptRows Of(int rows, IEnumerable<int> ids)
    {
        var kept = new KeptRows(rows);
        foreach (var id in ids)
        {
            kept.Add(id);
        }

        return kept;
    }

    /// <summary>Reads a file.</summary>
    public static KeptRows Read(string path, int rows)
    {
        var kept = new KeptRows(rows);
        Lines.Read(path, line => kept.Add(IdOf(line)));
        return kept;
    }

    private void Add(int id)
    {
        // A row that comes out twice, or that never went in, is a fault of the program, not a matter of scores.
        if ((uint)id >= (uint)_kept.Length || _kept[id])
        {
            throw new InvalidDataException($"Row {id} came out {((uint)id < (uint)_kept.Length ? "twice" : "and did not go in")}.");
        }

        _kept[id] = true;
        Count++;
    }

    private static int IdOf(ReadOnlySpan<byte> line)
    {
        if (line[0] != (byte)'{')
        {
            return Utf8Parser.TryParse(line, out int id, out _) ? id : throw new InvalidDataException("A line is neither a row nor an id.");
        }

        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                return reader.GetInt32();
            }
        }

        throw new InvalidDataException("A row has no id.");
    }
}
