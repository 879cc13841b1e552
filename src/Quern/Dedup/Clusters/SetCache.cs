using Quern.Dedup.Pairs;
using Quern.Dedup.Reading;

namespace Quern.Dedup.Clusters;

/// <summary>Sets of rows that are needed again and again, up to an amount of memory.</summary>
/// <param name="table">The rows.</param>
/// <param name="comparison">Reads sets.</param>
/// <param name="memory">How many bytes may be held, beside what is asked for at once.</param>
internal sealed class SetCache(RowTable table, PairComparison comparison, long memory)
{
    private readonly Dictionary<int, ulong[]> _sets = [];
    private long _held;

    /// <summary>Makes sure that the sets of these rows are there.</summary>
    public void Prepare(IEnumerable<int> rows)
    {
        var wanted = rows.ToHashSet();
        var missing = wanted.Where(r => !_sets.ContainsKey(r)).Order().ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var more = missing.Sum(r => (long)table[r].Shingles * sizeof(ulong));
        if (_held + more > memory)
        {
            Forget(wanted);
        }

        using var block = comparison.Load(missing);
        for (var i = 0; i < missing.Length; i++)
        {
            _sets.Add(missing[i], block[i].ToArray());
        }

        _held += more;
    }

    /// <summary>The set of a row that was prepared.</summary>
    public ReadOnlySpan<ulong> this[int row] => _sets[row];

    private void Forget(HashSet<int> wanted)
    {
        foreach (var row in _sets.Keys.Where(r => !wanted.Contains(r)).ToList())
        {
            _held -= (long)_sets[row].Length * sizeof(ulong);
            _sets.Remove(row);
        }
    }
}
