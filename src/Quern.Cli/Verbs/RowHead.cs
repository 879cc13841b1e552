using System.Text;
using Quern.Formats;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Cli.Verbs;

/// <summary>A row as text to look at.</summary>
internal sealed record RowText(long Index, IReadOnlyList<(string Name, string Value)> Fields);

/// <summary>The beginning of a file: what columns its first rows have, and those rows as text.</summary>
internal sealed class RowHead
{
    /// <summary>How many rows are looked at for the columns, when the user names no number.</summary>
    public const long DefaultRows = 100;

    // Counting a large file just to show its head would take longer than looking at it.
    private const long CountedBytes = 4L << 30;

    private readonly RowReader _reader;
    private readonly InputFile _file;
    private readonly RowCheck _check = new();
    private readonly List<RowText> _first = [];
    private readonly Dictionary<string, SortedSet<string>> _columns = [];
    private readonly RowBatch _batch = new();
    private int _nextInBatch;
    private bool _ended;

    public RowHead(RowReader reader, InputFile file, long rows)
    {
        _reader = reader;
        _file = file;
        while (_first.Count < Math.Max(1, Math.Min(rows, DefaultRows)) && Next() is { } row)
        {
            _first.Add(row);
        }
    }

    /// <summary>Columns of the first rows, in order of appearance, with the kinds of their values.</summary>
    public IEnumerable<(string Name, string Kinds)> Columns => _columns.Select(static c => (c.Key, string.Join(", ", c.Value)));

    /// <summary>The number of rows, as a phrase.</summary>
    public string RowCount(string workFolder)
    {
        if (_reader.KnownRows is { } known)
        {
            return Amount.Count(known, "row", "rows");
        }

        if (_file.Pipe is not null)
        {
            return "number of rows unknown";
        }

        if (_file.Bytes > CountedBytes)
        {
            return $"about {Amount.Count(RowEstimate.Of(_file, workFolder).Rows, "row", "rows")}";
        }

        using var counting = RowReaders.Open(_file, RowSelection.All, workFolder);
        var batch = new RowBatch();
        var rows = 0L;
        while (counting.Read(batch))
        {
            rows += batch.Count;
        }

        return Amount.Count(rows, "row", "rows");
    }

    /// <summary>The rows, from the first on.</summary>
    public IEnumerable<RowText> Rows(long limit, CancellationToken cancel)
    {
        for (var i = 0L; i < limit; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var row = i < _first.Count ? _first[(int)i] : Next();
            if (row is null)
            {
                yield break;
            }

            yield return row;
        }
    }

    private RowText? Next()
    {
        if (_nextInBatch >= _batch.Count)
        {
            _nextInBatch = 0;
            if (_ended || !_reader.Read(_batch))
            {
                _ended = true;
                return null;
            }
        }

        var index = _nextInBatch++;
        return Text(_batch.FirstOrdinal + index, _batch[index], index);
    }

    private RowText Text(long ordinal, ReadOnlySpan<byte> json, int index)
    {
        if (!_batch.Trusted && !_check.Passes(json, out var fault))
        {
            return new RowText(ordinal, [($"({fault.Reason})", fault.Message), ("(text)", Encoding.UTF8.GetString(json[..Math.Min(json.Length, 1000)]))]);
        }

        var fields = new List<(string, string)>();
        var members = new JsonMembers(json);
        while (members.MoveNext())
        {
            var name = Encoding.UTF8.GetString(members.Name);
            var value = new JsonValue(members.Value, members.ValueStart);
            fields.Add((name, Encoding.UTF8.GetString(members.Value)));
            if (!_columns.TryGetValue(name, out var kinds))
            {
                _columns[name] = kinds = new SortedSet<string>(StringComparer.Ordinal);
            }

            kinds.Add(value.Kind is JsonKind.True or JsonKind.False ? "boolean" : value.Kind.ToString().ToLowerInvariant());
        }

        return new RowText(ordinal, fields);
    }
}
