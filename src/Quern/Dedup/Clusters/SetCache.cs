using Quern.Dedup.Pairs;
using Quern.Dedup.Reading;
using Quern.Dedup.Storage;

namespace Quern.Dedup.Clusters;

/// <summary>
/// Sets of rows that are needed again and again, one behind the other in one room; when it is full, all are forgotten.
/// </summary>
/// <param name="table">The rows.</param>
/// <param name="comparison">Reads sets.</param>
/// <param name="memory">How many bytes may be held, unless what is asked for at once takes more.</param>
internal sealed class SetCache(RowTable table, PairComparison comparison, long memory) : IDisposable
{
    private readonly Dictionary<int, long> _starts = [];
    private NativeBuffer<ulong> _room = new(0);
    private long _held;

    /// <summary>Makes sure that the sets of these rows are there, and that they are until the next time.</summary>
    public void Prepare(IReadOnlyCollection<int> rows)
    {
        var missing = Missing(rows);
        if (_held + SizeOf(missing) > _room.Length)
        {
            _starts.Clear();
            _held = 0;
            missing = Missing(rows);
            MakeRoom(SizeOf(missing));
        }

        if (missing.Length == 0)
        {
            return;
        }

        using var block = comparison.Load(missing);
        for (var i = 0; i < missing.Length; i++)
        {
            var set = block[i];
            set.CopyTo(_room.Span(_held, set.Length));
            _starts.Add(missing[i], _held);
            _held += set.Length;
        }
    }

    /// <summary>The set of a row that was prepared.</summary>
    public ReadOnlySpan<ulong> this[int row] => _room.Span(_starts[row], table[row].Shingles);

    public void Dispose() => _room.Dispose();

    private int[] Missing(IReadOnlyCollection<int> rows)
    {
        var missing = rows.Where(r => !_starts.ContainsKey(r)).ToArray();
        if (missing.Length > 1)
        {
            Array.Sort(missing);
            missing = [.. missing.Where((row, i) => i == 0 || row != missing[i - 1])];
        }

        return missing;
    }

    private long SizeOf(int[] rows) => rows.Sum(r => (long)table[r].Shingles);

    // Rooms are only touched as far as they are filled: a large one for few sets costs nothing.
    private void MakeRoom(long size)
    {
        if (size > _room.Length)
        {
            _room.Dispose();
            _room = new NativeBuffer<ulong>(Math.Max(size, memory / sizeof(ulong)));
        }
    }
}
