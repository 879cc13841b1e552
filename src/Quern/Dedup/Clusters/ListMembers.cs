using Quern.Dedup.Pairs;

namespace Quern.Dedup.Clusters;

/// <summary>The shared lists seen from the rows: in which lists a row is, and where its posting stands in it.</summary>
internal sealed class ListMembers
{
    private readonly ulong[] _byRow;
    private readonly byte[] _positions;

    /// <summary>Turns the lists around.</summary>
    public ListMembers(IReadOnlyList<SharedList> lists)
    {
        var count = checked((int)lists.Sum(static l => (long)l.Rows.Length));
        (_byRow, _positions) = (new ulong[count], new byte[count]);
        var at = 0;
        for (var i = 0; i < lists.Count; i++)
        {
            for (var j = 0; j < lists[i].Rows.Length; j++)
            {
                _byRow[at] = ((ulong)(uint)lists[i].Rows[j] << 32) | (uint)i;
                _positions[at++] = lists[i].Positions[j];
            }
        }

        Array.Sort(_byRow, _positions);
    }

    /// <summary>All rows in lists, ascending, each once.</summary>
    public IEnumerable<int> Rows
    {
        get
        {
            for (var i = 0; i < _byRow.Length; i++)
            {
                if (i == 0 || _byRow[i] >> 32 != _byRow[i - 1] >> 32)
                {
                    yield return (int)(_byRow[i] >> 32);
                }
            }
        }
    }

    /// <summary>The lists that a row is in, as a stretch to be asked for one by one.</summary>
    public Range Of(int row)
    {
        var start = FirstFrom((ulong)(uint)row << 32);
        var end = start;
        while (end < _byRow.Length && (int)(_byRow[end] >> 32) == row)
        {
            end++;
        }

        return start..end;
    }

    /// <summary>The list of a membership, and the row's position in it.</summary>
    public (int List, byte Position) this[int index] => ((int)(uint)_byRow[index], _positions[index]);

    private int FirstFrom(ulong value)
    {
        var found = Array.BinarySearch(_byRow, value);
        if (found < 0)
        {
            return ~found;
        }

        while (found > 0 && _byRow[found - 1] == value)
        {
            found--;
        }

        return found;
    }
}
