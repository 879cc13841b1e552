using System.Runtime.InteropServices;

namespace Quern.Rows;

/// <summary>Where one row lies in a batch's text.</summary>
/// <param name="Start">Index of the first byte.</param>
/// <param name="Length">Number of bytes, without the line break.</param>
public readonly record struct RowSpan(int Start, int Length);

/// <summary>
/// About a mebibyte of rows as a reader delivered them: their bytes and where each row lies. Readers fill it, one core
/// takes it through all row steps, then it is filled again; it allocates only while it grows.
/// </summary>
public sealed class RowBatch
{
    /// <summary>
    /// How much text a reader puts into a batch before it stops. A mebibyte fits the second-level cache; debug builds
    /// use a tiny batch so that ordinary tests cross refill and split edges.
    /// </summary>
#if DEBUG
    public const int TextSize = 512;
#else
    public const int TextSize = 1 << 20;
#endif
    private readonly List<RowSpan> _rows = [];
    private readonly List<long> _lines = [];
    private readonly List<long> _ordinals = [];
    private readonly List<(int Row, long Count)> _nonFinite = [];
    private readonly Dictionary<int, RowFault> _broken = [];
    private readonly List<RowOrigin> _origins = [];
    private int _countedTo;
    private long _breaks;

    /// <summary>The text of all rows.</summary>
    public ByteBuffer Text { get; } = new(TextSize + (TextSize / 8));

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Where each row lies in <see cref="Text"/>.</summary>
    public ReadOnlySpan<RowSpan> Spans => CollectionsMarshal.AsSpan(_rows);

    /// <summary>The file the rows were read from, for messages.</summary>
    public string File { get; set; } = "";

    /// <summary>1-based number of the line on which the text begins; 0 where the file has no lines (Parquet).</summary>
    public long FirstLine { get; set; }

    /// <summary>0-based position, within the file, of the first row.</summary>
    public long FirstOrdinal { get; set; }

    /// <summary>True when the reader itself made or checked the rows' JSON, so that it need not be checked again.</summary>
    public bool Trusted { get; set; }

    /// <summary>Non-finite numbers that the reader had to turn into null in these rows.</summary>
    public long NonFinite => _nonFinite.Sum(static n => n.Count);

    /// <summary>The text of the row at <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> this[int index] => Text.Span.Slice(_rows[index].Start, _rows[index].Length);

    /// <summary>Names a stretch of the text as the next row.</summary>
    public void Add(int start, int length) => _rows.Add(new RowSpan(start, length));

    /// <summary>Names a stretch of the text as a row that the reader already knows to be broken: it is to be quarantined.</summary>
    public void AddBroken(int start, int length, RowFault fault)
    {
        _broken.Add(_rows.Count, fault);
        Add(start, length);
    }

    /// <summary>Names a row that was added as broken after all.</summary>
    internal void MarkBroken(int index, RowFault fault) => _broken.Add(index, fault);

    /// <summary>Whether the reader found the row at <paramref name="index"/> broken, and why.</summary>
    public bool IsBroken(int index, out RowFault fault)
    {
        fault = default;
        return _broken.Count > 0 && _broken.TryGetValue(index, out fault);
    }

    /// <summary>Names a stretch as the next row, in a text whose lines are not those of the file. All rows, or none.</summary>
    public void Add(int start, int length, long line)
    {
        Add(start, length);
        _lines.Add(line);
    }

    /// <summary>Gives the row added last its place in the file, where rows before it were left out. All rows, or none.</summary>
    internal void AddOrdinal(long ordinal)
    {
        FirstOrdinal = _ordinals.Count == 0 ? ordinal : FirstOrdinal;
        _ordinals.Add(ordinal);
    }

    /// <summary>Counts numbers that the reader had to turn into null in the row added last.</summary>
    public void AddNonFinite(long count)
    {
        if (count > 0)
        {
            _nonFinite.Add((_rows.Count - 1, count));
        }
    }

    /// <summary>Takes a row over from another batch with all that is known of it. All rows, or none.</summary>
    internal void Append(RowBatch from, int index)
    {
        var (start, length) = (Text.Length, from._rows[index].Length);
        Text.Append(from[index]);
        Text.Append((byte)'\n');
        _origins.Add(new RowOrigin(from.File, from.FirstLine == 0 ? 0 : from.LineOf(index), from.OrdinalOf(index), from.Trusted));
        if (from.IsBroken(index, out var fault))
        {
            AddBroken(start, length, fault);
        }
        else
        {
            Add(start, length);
        }

        AddNonFinite(from.NonFiniteOf(index));
    }

    /// <summary>Whether the JSON of the row at <paramref name="index"/> need not be checked again.</summary>
    internal bool IsTrusted(int index) => _origins.Count > 0 ? _origins[index].Trusted : Trusted;

    /// <summary>Forgets the rows from <paramref name="count"/> on; their text stays.</summary>
    public void Truncate(int count)
    {
        Cut(_rows, count);
        Cut(_lines, count);
        Cut(_ordinals, count);
        Cut(_origins, count);
        _nonFinite.RemoveAll(n => n.Row >= count);
        foreach (var row in _broken.Keys.Where(row => row >= count).ToList())
        {
            _broken.Remove(row);
        }
    }

    /// <summary>Forgets the rows that are not kept; their text stays, and the others keep their lines and ordinals.</summary>
    /// <param name="kept">Tells of each row whether it is kept.</param>
    internal void Retain(ReadOnlySpan<bool> kept)
    {
        if (!kept.Contains(false))
        {
            return;
        }

        for (var i = _ordinals.Count; i < _rows.Count; i++)
        {
            _ordinals.Add(FirstOrdinal + i);
        }

        Renumber(kept);
        var count = 0;
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i])
            {
                _rows[count] = _rows[i];
                _ordinals[count] = _ordinals[i];
                if (_lines.Count > 0)
                {
                    _lines[count] = _lines[i];
                }

                count++;
            }
        }

        Truncate(count);
        FirstOrdinal = count > 0 ? _ordinals[0] : FirstOrdinal;
    }

    /// <summary>Forgets all rows and their text.</summary>
    public void Clear()
    {
        _rows.Clear();
        _lines.Clear();
        _ordinals.Clear();
        _origins.Clear();
        Text.Clear();
        _broken.Clear();
        _nonFinite.Clear();
        (_countedTo, _breaks) = (0, 0);
    }

    /// <summary>Names a row as a person would look for it: file and line, or file and row where there are no lines.</summary>
    public string Describe(int index) => _origins.Count > 0 ? _origins[index].Describe() : FirstLine == 0
        ? $"{File}, row {OrdinalOf(index) + 1}"
        : $"{File}:{LineOf(index)}";

    /// <summary>0-based position, within the file, of the row at <paramref name="index"/>.</summary>
    public long OrdinalOf(int index) => _origins.Count > 0 ? _origins[index].Ordinal : _ordinals.Count > 0 ? _ordinals[index] : FirstOrdinal + index;

    /// <summary>1-based line number of the row at <paramref name="index"/>.</summary>
    public long LineOf(int index)
    {
        if (_lines.Count > 0)
        {
            return _lines[index];
        }

        // Counted on from the row asked about last: a file in which every row is bad must not cost its square.
        var start = _rows[index].Start;
        if (start < _countedTo)
        {
            (_countedTo, _breaks) = (0, 0);
        }

        _breaks += Text.Span[_countedTo..start].Count((byte)'\n');
        _countedTo = start;
        return FirstLine + _breaks;
    }

    // They stand in the order of the rows; each row stands there once.
    private long NonFiniteOf(int index)
    {
        var (low, high) = (0, _nonFinite.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _nonFinite[middle].Row < index ? (middle + 1, high) : (low, middle);
        }

        return low < _nonFinite.Count && _nonFinite[low].Row == index ? _nonFinite[low].Count : 0;
    }

    private static void Cut<T>(List<T> list, int count)
    {
        if (list.Count > count)
        {
            list.RemoveRange(count, list.Count - count);
        }
    }

    // What is known of single rows moves with them.
    private void Renumber(ReadOnlySpan<bool> kept)
    {
        if (_nonFinite.Count + _broken.Count == 0)
        {
            return;
        }

        var numbers = new int[kept.Length];
        var count = 0;
        for (var i = 0; i < kept.Length; i++)
        {
            numbers[i] = kept[i] ? count++ : -1;
        }

        var nonFinite = _nonFinite.Where(n => numbers[n.Row] >= 0).Select(n => (numbers[n.Row], n.Count)).ToList();
        _nonFinite.Clear();
        _nonFinite.AddRange(nonFinite);
        var broken = _broken.Where(b => numbers[b.Key] >= 0).Select(b => (numbers[b.Key], b.Value)).ToList();
        _broken.Clear();
        foreach (var (row, fault) in broken)
        {
            _broken.Add(row, fault);
        }
    }
}
