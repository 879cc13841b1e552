using System.Runtime.CompilerServices;

namespace Quern.Dedup.Storage;

/// <summary>
/// How a posting lies in 64 bits. The last ten bits of the hash say its bucket; of the rest 27 bits stand in front, then
/// 5 bits of the position within the row's prefix, then the row. Rows that share these 37 bits without sharing the hash
/// cost a comparison and nothing else: every pair is compared by whole hashes later.
/// </summary>
internal static class Posting
{
    /// <summary>How many buckets there are.</summary>
    public const int Buckets = 1 << BucketBits;

    /// <summary>Into how many steps positions are divided.</summary>
    public const int Positions = 1 << PositionBits;

    /// <summary>Where the hash begins; what stands below is no part of the key.</summary>
    public const int KeyShift = PositionBits + RowBits;

    private const int BucketBits = 10;
    private const int PositionBits = 5;
    private const int RowBits = 32;

    /// <summary>The bucket of a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BucketOf(ulong hash) => (int)hash & (Buckets - 1);

    /// <summary>A posting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong hash, int position, int row)
        => ((hash >> BucketBits) << KeyShift) | ((ulong)(uint)position << RowBits) | (uint)row;

    /// <summary>What postings of one bucket must have in common.</summary>
    public static uint KeyOf(ulong posting) => (uint)(posting >> KeyShift);

    /// <summary>The position.</summary>
    public static int PositionOf(ulong posting) => (int)(posting >> RowBits) & (Positions - 1);

    /// <summary>The row.</summary>
    public static int RowOf(ulong posting) => (int)(uint)posting;
}
