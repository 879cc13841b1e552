using System.Buffers.Binary;
using Quern.Rows;

namespace Quern.Formats.Shards;

/// <summary>The places beside a shard: 12 bytes a row, source then ordinal, little-endian.</summary>
internal static class PlacesFile
{
    /// <summary>Bytes of one place.</summary>
    public const int Size = 12;

    /// <summary>Writes a place.</summary>
    public static void Write(Place place, Span<byte> to)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, place.Source);
        BinaryPrimitives.WriteInt64LittleEndian(to[4..], place.Ordinal);
    }

    /// <summary>Reads a place.</summary>
    public static Place Read(ReadOnlySpan<byte> from)
        => new(BinaryPrimitives.ReadInt32LittleEndian(from), BinaryPrimitives.ReadInt64LittleEndian(from[4..]));

    /// <summary>Every place of a shard, in order; the checksum is compared at the end.</summary>
    public static IEnumerable<Place> Read(Shard shard)
    {
        using var file = ShardFile.OpenRead(shard.PlacesPath);
        var block = new byte[Size * 8192];
        var checksum = new Checksum();
        var rows = 0L;
        for (int read; (read = file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0;)
        {
            checksum.Add(block.AsSpan(0, read));
            for (var at = 0; at + Size <= read; at += Size)
            {
                rows++;
                yield return Read(block.AsSpan(at, Size));
            }
        }

        ShardFile.Verify(shard.PlacesPath, rows == shard.Rows && checksum.Value == shard.PlacesChecksum);
    }
}
