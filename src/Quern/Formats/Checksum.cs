using System.Numerics;
using System.Runtime.InteropServices;

namespace Quern.Formats;

/// <summary>
/// CRC-32C, computed by the processor's own instruction eight bytes at a time (some gigabytes a second). It guards
/// against damage, not against malice.
/// </summary>
internal struct Checksum
{
    private uint _state;

    /// <summary>The checksum of everything added.</summary>
    public readonly uint Value => ~(_state ^ Start);

    private const uint Start = 0xFFFFFFFF;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        // The state is kept inverted so that a new value, all zero, is a checksum that has begun.
        var crc = _state ^ Start;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var value in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        _state = crc ^ Start;
    }
}
