using System.Runtime.CompilerServices;

namespace Quern.Dedup.Storage;

/// <summary>
/// The postings that one core made: (hash, position, row), dealt into buckets by their hash. A bucket is a chain of small
/// blocks cut from large slabs, so that adding is a store, and nothing is ever moved.
/// </summary>
internal sealed class PostingPool : IDisposable
{
    private const int BlockBits = 9;
    private const int BlockSize = 1 << BlockBits;
#if DEBUG
    private const int SlabBlocks = 16;
#else
    private const int SlabBlocks = 2048;
#endif

    private readonly List<NativeBuffer<ulong>> _slabs = [];
    private readonly List<int>[] _blocks = [.. Enumerable.Range(0, Posting.Buckets).Select(static _ => new List<int>())];
    private readonly int[] _filled = new int[Posting.Buckets];
    private int _usedBlocks;

    /// <summary>How many postings there are.</summary>
    public long Count { get; private set; }

    /// <summary>How much memory they take.</summary>
    public long Bytes => (long)_usedBlocks * BlockSize * sizeof(ulong);

    /// <summary>Adds a posting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int bucket, ulong posting)
    {
        ref var filled = ref _filled[bucket];
        if ((filled & (BlockSize - 1)) == 0)
        {
            AddBlock(bucket);
        }

        var block = _blocks[bucket][^1];
        _slabs[block / SlabBlocks][((long)(block % SlabBlocks) << BlockBits) + (filled & (BlockSize - 1))] = posting;
        filled++;
        Count++;
    }

    /// <summary>How many postings a bucket has.</summary>
    public int CountOf(int bucket) => _filled[bucket];

    /// <summary>Copies the postings of a bucket.</summary>
    /// <returns>How many.</returns>
    public int CopyTo(int bucket, Span<ulong> to)
    {
        var left = _filled[bucket];
        foreach (var block in _blocks[bucket])
        {
            var count = Math.Min(left, BlockSize);
            _slabs[block / SlabBlocks].Span((long)(block % SlabBlocks) << BlockBits, count).CopyTo(to);
            to = to[count..];
            left -= count;
        }

        return _filled[bucket];
    }

    /// <summary>Forgets all postings and keeps the memory for others.</summary>
    public void Clear()
    {
        foreach (var blocks in _blocks)
        {
            blocks.Clear();
        }

        Array.Clear(_filled);
        (_usedBlocks, Count) = (0, 0);
    }

    public void Dispose()
    {
        foreach (var slab in _slabs)
        {
            slab.Dispose();
        }
    }

    private void AddBlock(int bucket)
    {
        if (_usedBlocks == _slabs.Count * SlabBlocks)
        {
            _slabs.Add(new NativeBuffer<ulong>((long)SlabBlocks * BlockSize));
        }

        _blocks[bucket].Add(_usedBlocks++);
    }
}
