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
        if (JsonScalar.ByteAt(row, at) != '{')
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

            var first = JsonScalar.ByteAt(row, at);
            if (first is (byte)'{' or (byte)'[')
            {
                if (!Open(first))
                {
                    return false;
                }

                at = JsonScan.SkipSpace(row, at + 1);
                if (JsonScalar.ByteAt(row, at) != _frames[_depth].Closer)
                {
                    continue;
                }
            }
            else if ((at = JsonScalar.End(row, at, first)) < 0)
            {
                return false;
            }

            at = Close(row, at);
            if (_depth < 0)
            {
                return at == row.Length;
            }

            if (JsonScalar.ByteAt(row, at) != ',')
            {
                return false;
            }

            at = JsonScan.SkipSpace(row, at + 1);
        }
    }

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
        while (_depth >= 0 && JsonScalar.ByteAt(row, at) == _frames[_depth].Closer)
        {
            _keyCount = _frames[_depth--].FirstKey;
            at = JsonScan.SkipSpace(row, at + 1);
        }

        return at;
    }

    // Index of the value of the member whose name begins here.
    private int NameEnd(ReadOnlySpan<byte> row, int at)
    {
        if (JsonScalar.ByteAt(row, at) != '"')
        {
            return -1;
        }

        var end = StringText.PlainEnd(row, at + 1);
        if (JsonScalar.ByteAt(row, end) != '"' || !AddKey(KeyHash.Of(row[(at + 1)..end])))
        {
            return -1;
        }

        at = JsonScan.SkipSpace(row, end + 1);
        return JsonScalar.ByteAt(row, at) == ':' ? JsonScan.SkipSpace(row, at + 1) : -1;
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

    private struct Frame
    {
        public ulong Seen;
        public int FirstKey;
        public byte Closer;
    }
}
