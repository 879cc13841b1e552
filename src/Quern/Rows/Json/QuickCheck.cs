using System.Runtime.CompilerServices;

namespace Quern.Rows.Json;

/// <summary>
/// Finds out in one quick pass that a row is good, as nearly all are. It never says that a row is bad, only that it
/// cannot tell (very deep, very many keys, an escape in a key, or a fault): then the full check decides and explains. So
/// this one has no messages to make, and needs the names of an object's keys only as hashes.
/// </summary>
internal sealed class QuickCheck
{
    private const int MaxDepth = 64;
    private const int MaxKeys = 256;

    private readonly Frame[] _frames = new Frame[MaxDepth];
    private readonly ulong[] _keys = new ulong[MaxKeys];
    private int _depth;
    private int _keyCount;

    /// <summary>Whether a row, known to be UTF-8, is surely one valid JSON object without duplicate keys and half characters.</summary>
    public bool IsSurelyGood(ReadOnlySpan<byte> row)
    {
        _depth = -1;
        _keyCount = 0;
        var at = JsonScan.SkipSpace(row, 0);
        if (ByteAt(row, at) != '{')
        {
            return false;
        }

        while (true)
        {
            // A value begins here, or the name of a member; an opening bracket leads to what it holds.
            if (_depth >= 0 && _frames[_depth].Closer == '}' && (at = NameEnd(row, at)) < 0)
            {
                return false;
            }

            var first = ByteAt(row, at);
            if (first is (byte)'{' or (byte)'[')
            {
                if (!Open(first))
                {
                    return false;
                }

                at = JsonScan.SkipSpace(row, at + 1);
                if (ByteAt(row, at) != _frames[_depth].Closer)
                {
                    continue;
                }
            }
            else if ((at = ScalarEnd(row, at, first)) < 0)
            {
                return false;
            }

            at = Close(row, at);
            if (_depth < 0)
            {
                return at == row.Length;
            }

            if (ByteAt(row, at) != ',')
            {
                return false;
            }

            at = JsonScan.SkipSpace(row, at + 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte ByteAt(ReadOnlySpan<byte> row, int at) => (uint)at < (uint)row.Length ? row[at] : (byte)0;

    private bool Open(byte bracket)
    {
        if (++_depth == MaxDepth)
        {
            return false;
        }

        // In ASCII, a closing bracket stands two behind its opening one.
        _frames[_depth] = new Frame { Closer = (byte)(bracket + 2), FirstKey = _keyCount };
        return true;
    }

    // Over white space and all that end here, to the comma that should follow, or to the end of the row.
    private int Close(ReadOnlySpan<byte> row, int at)
    {
        at = JsonScan.SkipSpace(row, at);
        while (_depth >= 0 && ByteAt(row, at) == _frames[_depth].Closer)
        {
            _keyCount = _frames[_depth--].FirstKey;
            at = JsonScan.SkipSpace(row, at + 1);
        }

        return at;
    }

    // Index of the value of the member whose name begins here.
    private int NameEnd(ReadOnlySpan<byte> row, int at)
    {
        if (ByteAt(row, at) != '"')
        {
            return -1;
        }

        var end = StringText.PlainEnd(row, at + 1);
        if (ByteAt(row, end) != '"' || !AddKey(KeyHash.Of(row[(at + 1)..end])))
        {
            return -1;
        }

        at = JsonScan.SkipSpace(row, end + 1);
        return ByteAt(row, at) == ':' ? JsonScan.SkipSpace(row, at + 1) : -1;
    }

    // Most keys are told to be new by one bit; only where two share a bit are the hashes compared.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AddKey(ulong hash)
    {
        ref var frame = ref _frames[_depth];
        var bit = 1UL << (int)(hash & 63);
        if (_keyCount == MaxKeys || ((frame.Seen & bit) != 0 && _keys.AsSpan(frame.FirstKey, _keyCount - frame.FirstKey).Contains(hash)))
        {
            return false;
        }

        frame.Seen |= bit;
        _keys[_keyCount++] = hash;
        return true;
    }

    private static int ScalarEnd(ReadOnlySpan<byte> row, int at, byte first) => first switch
    {
        (byte)'"' => StringEnd(row, at + 1),
        (byte)'t' => row[at..].StartsWith("true"u8) ? at + 4 : -1,
        (byte)'f' => row[at..].StartsWith("false"u8) ? at + 5 : -1,
        (byte)'n' => row[at..].StartsWith("null"u8) ? at + 4 : -1,
        _ => NumberEnd(row, at),
    };

    private static int StringEnd(ReadOnlySpan<byte> row, int at)
    {
        while (true)
        {
            at = StringText.PlainEnd(row, at);
            switch (ByteAt(row, at))
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\\' when (at = StringText.EscapeEnd(row, at)) >= 0:
                    break;
                default:
                    return -1;
            }
        }
    }

    private static int NumberEnd(ReadOnlySpan<byte> row, int at)
    {
        at += ByteAt(row, at) == '-' ? 1 : 0;
        at = ByteAt(row, at) == '0' ? at + 1 : DigitsEnd(row, at);
        if (at >= 0 && ByteAt(row, at) == '.')
        {
            at = DigitsEnd(row, at + 1);
        }

        if (at >= 0 && (ByteAt(row, at) | 0x20) == 'e')
        {
            at++;
            at = DigitsEnd(row, ByteAt(row, at) is (byte)'+' or (byte)'-' ? at + 1 : at);
        }

        return at;
    }

    // Behind the digits from here on; -1 if there is none.
    private static int DigitsEnd(ReadOnlySpan<byte> row, int at)
    {
        var start = at;
        while (char.IsAsciiDigit((char)ByteAt(row, at)))
        {
            at++;
        }

        return at > start ? at : -1;
    }

    private struct Frame
    {
        public ulong Seen;
        public int FirstKey;
        public byte Closer;
    }
}
