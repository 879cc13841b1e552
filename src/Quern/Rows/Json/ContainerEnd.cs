using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quern.Rows.Json;

/// <summary>
/// Finds the end of an object or list of valid JSON, 64 bytes at a time: of each block it makes masks of quotes and
/// brackets, takes out what stands inside strings, and counts. <see cref="Scalar"/> does the same byte by byte.
/// </summary>
internal static class ContainerEnd
{
    private const int BlockSize = 64;

    /// <summary>Index behind the container whose opening bracket stands at <paramref name="at"/>.</summary>
    public static int Find(ReadOnlySpan<byte> json, int at)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            return Scalar(json, at);
        }

        var state = default(State);
        while (at + BlockSize <= json.Length)
        {
            if (state.Ends(ref Unsafe.Add(ref MemoryMarshal.GetReference(json), at), out var end))
            {
                return at + end;
            }

            at += BlockSize;
        }

        // The rest in a block of its own; what is filled up is neither quote nor bracket.
        Span<byte> rest = stackalloc byte[BlockSize];
        rest.Clear();
        json[at..].CopyTo(rest);
        return state.Ends(ref MemoryMarshal.GetReference(rest), out var last) ? at + last : json.Length;
    }

    /// <summary>The same, byte by byte.</summary>
    public static int Scalar(ReadOnlySpan<byte> json, int at)
    {
        var depth = 0;
        while (at < json.Length)
        {
            switch (json[at])
            {
                case (byte)'"':
                    at = JsonScan.SkipString(json, at);
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    if (--depth == 0)
                    {
                        return at + 1;
                    }

                    break;
            }

            at++;
        }

        return at;
    }

    private struct State
    {
        private const ulong EvenBits = 0x5555_5555_5555_5555;

        private int _depth;

        // All ones while a string goes on from the block before.
        private ulong _inString;

        // One where the first byte of the next block stands behind a backslash that counts.
        private ulong _escaped;

        /// <summary>Whether the container ends in a block; where, when it does.</summary>
        public bool Ends(ref byte block, out int end)
        {
            var (quotes, backslashes, opens, closes) = Masks(ref block);
            quotes &= ~Escaped(backslashes);
            var strings = PrefixXor(quotes) ^ _inString;
            _inString = (ulong)((long)strings >> 63);
            opens &= ~strings;
            closes &= ~strings;
            end = 0;
            var closing = BitOperations.PopCount(closes);
            if (_depth > closing)
            {
                // Not enough closing brackets to end it, wherever they stand.
                _depth += BitOperations.PopCount(opens) - closing;
                return false;
            }

            return EndsAt(opens, closes, out end);
        }

        private bool EndsAt(ulong opens, ulong closes, out int end)
        {
            for (var brackets = opens | closes; brackets != 0; brackets &= brackets - 1)
            {
                var bit = brackets & (0 - brackets);
                _depth += (opens & bit) != 0 ? 1 : -1;
                if (_depth == 0)
                {
                    end = BitOperations.TrailingZeroCount(bit) + 1;
                    return true;
                }
            }

            end = 0;
            return false;
        }

        // The bytes behind backslashes that are not themselves behind one: a run of them counts in pairs.
        private ulong Escaped(ulong backslashes)
        {
            if (backslashes == 0)
            {
                var first = _escaped;
                _escaped = 0;
                return first;
            }

            backslashes &= ~_escaped;
            var behind = (backslashes << 1) | _escaped;
            var oddStarts = backslashes & ~EvenBits & ~behind;
            var runs = oddStarts + backslashes;
            _escaped = runs < oddStarts ? 1UL : 0;
            return (EvenBits ^ (runs << 1)) & behind;
        }

        // Bit k: whether an odd number of quotes stands up to k, which is whether k lies in a string.
        private static ulong PrefixXor(ulong bits)
        {
            if (Pclmulqdq.IsSupported)
            {
                return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
            }

            for (var shift = 1; shift < 64; shift <<= 1)
            {
                bits ^= bits << shift;
            }

            return bits;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static (ulong Quotes, ulong Backslashes, ulong Opens, ulong Closes) Masks(ref byte block)
        {
            // Square and curly brackets differ in one bit, which is set here.
            if (Vector512.IsHardwareAccelerated)
            {
                var bytes = Vector512.LoadUnsafe(ref block);
                var curly = bytes | Vector512.Create((byte)0x20);
                return (
                    Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits(),
                    Vector512.Equals(bytes, Vector512.Create((byte)'\\')).ExtractMostSignificantBits(),
                    Vector512.Equals(curly, Vector512.Create((byte)'{')).ExtractMostSignificantBits(),
                    Vector512.Equals(curly, Vector512.Create((byte)'}')).ExtractMostSignificantBits());
            }

            var low = Vector256.LoadUnsafe(ref block);
            var high = Vector256.LoadUnsafe(ref block, BlockSize / 2);
            var bit = Vector256.Create((byte)0x20);
            return (Mask(low, high, (byte)'"'), Mask(low, high, (byte)'\\'), Mask(low | bit, high | bit, (byte)'{'), Mask(low | bit, high | bit, (byte)'}'));
        }

        private static ulong Mask(Vector256<byte> low, Vector256<byte> high, byte value)
            => Vector256.Equals(low, Vector256.Create(value)).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(high, Vector256.Create(value)).ExtractMostSignificantBits() << 32);
    }
}
