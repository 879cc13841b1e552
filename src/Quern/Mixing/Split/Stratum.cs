namespace Quern.Mixing.Split;

/// <summary>Rows that have the same value in the field by which they are shared out.</summary>
/// <param name="name">The value, for people.</param>
/// <param name="hash">A number that stands for the value.</param>
internal sealed class Stratum(string name, ulong hash)
{
    // A share of a thousandth of the keys is looked at exactly.
    private const int CounterBits = 10;

    private readonly long[] _counts = new long[1 << CounterBits];
    private SortedDictionary<ulong, long>[] _candidates = [];
    private (int Counter, long Before)[] _at = [];
    private ulong[] _borders = [];

    /// <summary>The value, for people.</summary>
    public string Name => name;

    /// <summary>A number that stands for the value.</summary>
    public ulong Hash => hash;

    /// <summary>How many rows there are.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of each part, in the end.</summary>
    public long[] Achieved { get; private set; } = [];

    /// <summary>First pass: counts a row's key.</summary>
    public void Count(ulong key)
    {
        _counts[key >> (64 - CounterBits)]++;
        Rows++;
    }

    /// <summary>Says how many rows each part is to have; they add up to all rows.</summary>
    public void Share(IReadOnlyList<long> parts)
    {
        Achieved = new long[parts.Count];
        var ends = new long[parts.Count - 1];
        for (var p = 0; p < ends.Length; p++)
        {
            ends[p] = (p == 0 ? 0 : ends[p - 1]) + parts[p];
        }

        _at = [.. ends.Select(CounterOf)];
        _candidates = [.. ends.Select(static _ => new SortedDictionary<ulong, long>())];
    }

    /// <summary>Second pass: takes down keys near a border.</summary>
    public void Look(ulong key)
    {
        var counter = (int)(key >> (64 - CounterBits));
        for (var p = 0; p < _at.Length; p++)
        {
            if (_at[p].Counter == counter)
            {
                _candidates[p][key] = _candidates[p].GetValueOrDefault(key) + 1;
            }
        }
    }

    /// <summary>Sets the borders between the parts: rows of one key stay on one side of each.</summary>
    public void SetBorders(IReadOnlyList<long> parts)
    {
        _borders = new ulong[_at.Length];
        var end = 0L;
        for (var p = 0; p < _at.Length; p++)
        {
            end += parts[p];
            _borders[p] = BorderOf(end - _at[p].Before, _candidates[p]);
        }

        _candidates = [];
    }

    /// <summary>Third pass: the part of a row.</summary>
    public int PartOf(ulong key)
    {
        var part = 0;
        while (part < _borders.Length && key >= _borders[part])
        {
            part++;
        }

        Achieved[part]++;
        return part;
    }

    // The first key behind the border: the border lies before or behind the keys it would cut, whichever is nearer.
    private static ulong BorderOf(long wanted, SortedDictionary<ulong, long> candidates)
    {
        var before = 0L;
        foreach (var (key, rows) in candidates)
        {
            if (before + rows > wanted && wanted - before <= before + rows - wanted)
            {
                return key;
            }

            before += rows;
            if (before >= wanted)
            {
                return Behind(key);
            }
        }

        return candidates.Count == 0 ? 0 : Behind(candidates.Last().Key);
    }

    private static ulong Behind(ulong key) => key == ulong.MaxValue ? key : key + 1;

    private (int Counter, long Before) CounterOf(long end)
    {
        var (before, counter) = (0L, 0);
        while (counter < _counts.Length - 1 && before + _counts[counter] < end)
        {
            before += _counts[counter++];
        }

        return (counter, before);
    }
}
