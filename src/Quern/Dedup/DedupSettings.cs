namespace Quern.Dedup;

/// <summary>How deduplication is carried out; nothing here changes its result.</summary>
/// <param name="Workers">How many cores.</param>
/// <param name="Memory">How many bytes of memory may be taken.</param>
/// <param name="Folder">Where what does not fit goes; what is whole there is taken up again.</param>
internal sealed record DedupSettings(int Workers, long Memory, string Folder)
{
    // Pairs, their order of comparison, the edges that they become.
    private const int BytesPerPair = 40;
    // What the program takes by itself: code, buffers of files, garbage.
    private const long Program = 400 << 20;
#if DEBUG
    private const long LargestPortion = 2 << 10;
    private const long LeastPortion = 1 << 10;
#else
    private const long LargestPortion = 256 << 20;
    private const long LeastPortion = 8 << 20;
#endif

    /// <summary>What of it postings may take.</summary>
    public long PostingMemory => Memory * 2 / 5;

    /// <summary>What of it sets may take, when what must be remembered has its part.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="pairs">How many pairs are compared.</param>
    public long SetMemory(int rows, long pairs)
        => Math.Max(Memory / 8, Memory - Program - ((long)rows * Deduplication.FixedBytesPerRow) - (pairs * BytesPerPair));

    /// <summary>How many bytes of rows are read at a time before it is seen whether postings fit.</summary>
    public long Portion => Math.Clamp(PostingMemory / 2, LeastPortion, LargestPortion);
}
