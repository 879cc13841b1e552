namespace Quern.Bench.Dedup.Corpus;

/// <summary>
/// A set of shingles of five words. A shingle is five word numbers side by side, not a hash of them: what is counted here is
/// exact without any assumption.
/// </summary>
internal sealed class ShingleSet
{
    /// <summary>Words in a shingle.</summary>
    public const int Length = 5;

    // Stands between two texts where single characters are counted: texts are joined by a space.
    private const ushort Space = ushort.MaxValue - 1;

    private UInt128[] _slots = new UInt128[1024];
    private int _mask;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many of the last text were in the other set.</summary>
    public int Shared { get; private set; }

    /// <summary>Takes the shingles of a row in the place of those that were here.</summary>
    /// <param name="instruction">Its words.</param>
    /// <param name="response">The words behind them.</param>
    /// <param name="spaced">Whether the space between both counts as a word.</param>
    /// <param name="other">A set in which they are looked for, too.</param>
    public void Fill(List<ushort> instruction, List<ushort> response, bool spaced, ShingleSet? other = null)
    {
        Clear(instruction.Count + response.Count);
        var window = UInt128.Zero;
        var words = 0;
        foreach (var word in instruction)
        {
            Slide(word);
        }

        if (spaced)
        {
            Slide(Space);
        }

        foreach (var word in response)
        {
            Slide(word);
        }

        void Slide(ushort word)
        {
            // 0 marks an empty slot, so words are counted from 1.
            window = ((window << 16) | (UInt128)(word + 1)) & (((UInt128)1 << (16 * Length)) - 1);
            if (++words >= Length && Add(window) && other is not null && other.Contains(window))
            {
                Shared++;
            }
        }
    }

    private void Clear(int most)
    {
        var size = 1024;
        while (size < 2 * most)
        {
            size *= 2;
        }

        if (size > _slots.Length)
        {
            _slots = new UInt128[size];
        }

        _mask = size - 1;
        Array.Clear(_slots, 0, size);
        (Count, Shared) = (0, 0);
    }

    private bool Add(UInt128 shingle)
    {
        ref var slot = ref Find(shingle);
        if (slot == shingle)
        {
            return false;
        }

        slot = shingle;
        Count++;
        return true;
    }

    private bool Contains(UInt128 shingle) => Find(shingle) == shingle;

    private ref UInt128 Find(UInt128 shingle)
    {
        var at = (int)((((ulong)shingle ^ ((ulong)(shingle >> 64) * 0x9FB21C651E98DF25)) * 0x9E3779B97F4A7C15) >> 33);
        for (; ; at++)
        {
            ref var slot = ref _slots[at & _mask];
            if (slot == shingle || slot == UInt128.Zero)
            {
                return ref slot;
            }
        }
    }
}
