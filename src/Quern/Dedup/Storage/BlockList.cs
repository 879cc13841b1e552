using System.Runtime.CompilerServices;

namespace Quern.Dedup.Storage;

/// <summary>A list that grows by blocks: growing never copies, so memory never doubles for a moment.</summary>
internal sealed class BlockList<T>
    where T : unmanaged
{
    private const int BlockBits = 16;

    private readonly List<T[]> _blocks = [];

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>A value.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _blocks[index >> BlockBits][index & ((1 << BlockBits) - 1)];
    }

    /// <summary>Appends a value.</summary>
    public void Add(T value)
    {
        if (Count == _blocks.Count << BlockBits)
        {
            _blocks.Add(new T[1 << BlockBits]);
        }

        this[Count++] = value;
    }
}
