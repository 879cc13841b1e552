namespace Quern.Dedup.Storage;

/// <summary>All postings of all rows: those in the pools of the cores, and those in files.</summary>
/// <param name="pools">One a core.</param>
/// <param name="files">What did not fit into memory.</param>
internal sealed class Postings(IReadOnlyList<PostingPool> pools, IReadOnlyList<SketchPart> files)
{
    /// <summary>How many postings a bucket has.</summary>
    public int CountOf(int bucket) => checked(pools.Sum(p => p.CountOf(bucket)) + files.Sum(f => f.CountOf(bucket)));

    /// <summary>Copies the postings of a bucket.</summary>
    public void CopyTo(int bucket, Span<ulong> to)
    {
        foreach (var file in files)
        {
            to = to[file.CopyTo(bucket, to)..];
        }

        foreach (var pool in pools)
        {
            to = to[pool.CopyTo(bucket, to)..];
        }
    }
}
