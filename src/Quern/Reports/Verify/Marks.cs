namespace Quern.Reports.Verify;

/// <summary>Numbers that stand for something of each row, with the row's place: equal ones are found by sorting. 16 bytes a row.</summary>
internal sealed class Marks
{
    private const int LineBits = 40;

    private readonly List<ulong> _hashes = [];
    private readonly List<ulong> _places = [];
    private readonly List<(ulong[] Hashes, ulong[] Places)> _blocks = [];

    /// <summary>A place as a number.</summary>
    public static ulong PlaceOf(int file, long line) => ((ulong)file << LineBits) | (ulong)line;

    /// <summary>The file of a place.</summary>
    public static int FileOf(ulong place) => (int)(place >> LineBits);

    /// <summary>The line of a place.</summary>
    public static long LineOf(ulong place) => (long)(place & ((1UL << LineBits) - 1));

    /// <summary>Adds what stands for a row.</summary>
    public void Add(ulong hash, ulong place)
    {
        _hashes.Add(hash);
        _places.Add(place);
    }

    /// <summary>Adds others behind these.</summary>
    public void Add(Marks other)
    {
        _blocks.AddRange(other._blocks);
        if (other._hashes.Count > 0)
        {
            // As long as they are, and no longer: lists that grow are twice as large as what they hold.
            _blocks.Add(([.. other._hashes], [.. other._places]));
        }
    }

    /// <summary>The places of rows that share a number, each time two or more, in the order of the places. Forgets all.</summary>
    public IEnumerable<ulong[]> Repeated()
    {
        var (hashes, places) = TakeAll();
        Array.Sort(hashes, places);
        var groups = new List<ulong[]>();
        for (var start = 0; start < hashes.Length;)
        {
            var end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                var group = places[start..end].ToArray();
                Array.Sort(group);
                groups.Add(group);
            }

            start = end;
        }

        return groups.OrderBy(static g => g[0]);
    }

    private (ulong[] Hashes, ulong[] Places) TakeAll()
    {
        _blocks.Add(([.. _hashes], [.. _places]));
        _hashes.Clear();
        _places.Clear();
        var hashes = new ulong[_blocks.Sum(static b => (long)b.Hashes.Length)];
        var places = new ulong[hashes.Length];
        var at = 0;
        for (var i = 0; i < _blocks.Count; at += _blocks[i].Hashes.Length, _blocks[i++] = default)
        {
            _blocks[i].Hashes.CopyTo(hashes, at);
            _blocks[i].Places.CopyTo(places, at);
        }

        _blocks.Clear();
        return (hashes, places);
    }
}
