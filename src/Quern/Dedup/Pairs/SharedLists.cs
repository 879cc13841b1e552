namespace Quern.Dedup.Pairs;

/// <summary>
/// Postings that very many rows share. To compare each of the rows with each other would cost the square of their number;
/// so these are kept as lists, and later every row is only compared with those of a list that were kept before it.
/// </summary>
internal sealed class SharedLists
{
    private readonly List<SharedList> _lists = [];

    /// <summary>The lists.</summary>
    public IReadOnlyList<SharedList> Lists => _lists;

    /// <summary>Adds a list.</summary>
    public void Add(SharedList list)
    {
        lock (_lists)
        {
            _lists.Add(list);
        }
    }

    /// <summary>Puts them into an order that does not depend on which core found them.</summary>
    public void Sort() => _lists.Sort(static (a, b) => a.Bucket != b.Bucket ? a.Bucket.CompareTo(b.Bucket) : a.Key.CompareTo(b.Key));
}

/// <summary>The rows that share one posting.</summary>
/// <param name="Bucket">The bucket it lay in.</param>
/// <param name="Key">Its key there.</param>
/// <param name="Rows">The rows, ascending.</param>
/// <param name="Positions">Of each, where in its prefix the posting stands.</param>
internal sealed record SharedList(int Bucket, uint Key, int[] Rows, byte[] Positions);
