using System.Buffers.Binary;

namespace Quern.Rows.Json;

/// <summary>Hashes a key of an object. Names are short, so a multiply a word is enough; who finds equal hashes compares the names.</summary>
internal static class KeyHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>The hash of a name.</summary>
    public static ulong Of(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length * Odd;
        if (name.Length < sizeof(ulong))
        {
            return Mix(hash, Short(name));
        }

        for (var rest = name; rest.Length > sizeof(ulong); rest = rest[sizeof(ulong)..])
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        }

        return Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]));
    }

    // Reads that overlap take up to seven bytes without a loop; the length, already in the hash, tells them apart.
    private static ulong Short(ReadOnlySpan<byte> name) => name.Length switch
    {
        0 => 0,
        < sizeof(uint) => name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^sizeof(uint)..]) << 32),
    };

    private static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * Odd;
        return hash ^ (hash >> 32);
    }
}
