using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Shapes.Texts;

/// <summary>
/// Finds the members of objects whose key comes again in the same object, at any depth of a valid JSON value, and drops
/// them, so that the last one counts, as in Python. One instance a core.
/// </summary>
internal sealed class KeysOnce
{
    private const int PairwiseLimit = 16;

    // Where members to drop begin, shifted by 32, and where they end: sorts by the beginning.
    private readonly List<ulong> _dropped = [];
    private readonly List<int> _frames = [];
    private Key[] _keys = new Key[64];
    private ulong[] _hashes = [];
    private int[] _order = [];
    private int _count;

    /// <summary>Whether a key that was looked at has an escape: then keys that are written differently may still be the same.</summary>
    public bool AnyEscape { get; private set; }

    /// <summary>Whether a key came again.</summary>
    public bool AnyTwice => _dropped.Count > 0;

    /// <summary>Looks at all keys of a valid JSON value; false when they were made so that comparing them would take forever.</summary>
    public bool TryFind(ReadOnlySpan<byte> json)
    {
        _dropped.Clear();
        _frames.Clear();
        (_count, AnyEscape) = (0, false);
        var at = 0;
        while (at < json.Length)
        {
            var next = json[at..].IndexOfAny("\"{}"u8);
            if (next < 0)
            {
                break;
            }

            at += next;
            switch (json[at])
            {
                case (byte)'{':
                    _frames.Add(_count);
                    at++;
                    break;
                case (byte)'}':
                    if (!TryClose(json))
                    {
                        return false;
                    }

                    at++;
                    break;
                default:
                    at = Text(json, at);
                    break;
            }
        }

        return true;
    }

    /// <summary>Takes the members that were found out of the JSON at the end of a buffer.</summary>
    /// <param name="to">The buffer.</param>
    /// <param name="mark">Where the JSON that was looked at begins.</param>
    public void Drop(ByteBuffer to, int mark)
    {
        _dropped.Sort();
        var json = to.Array.AsSpan(mark, to.Length - mark);
        var (read, written) = (0, 0);
        foreach (var dropped in _dropped)
        {
            var (start, end) = ((int)(dropped >> 32), (int)(uint)dropped);
            if (start < read)
            {
                // Within one that is dropped as a whole.
                continue;
            }

            json[read..start].CopyTo(json[written..]);
            written += start - read;
            read = end;
        }

        json[read..].CopyTo(json[written..]);
        to.Length = mark + written + json.Length - read;
    }

    private int Text(ReadOnlySpan<byte> json, int at)
    {
        var end = JsonScan.SkipString(json, at);
        var behind = JsonScan.SkipSpace(json, end);
        if (behind < json.Length && json[behind] == ':')
        {
            var name = json[(at + 1)..(end - 1)];
            AnyEscape |= name.Contains((byte)'\\');
            if (_count == _keys.Length)
            {
                Array.Resize(ref _keys, _keys.Length * 2);
            }

            _keys[_count++] = new Key(KeyHash.Of(name), at, name.Length);
        }

        return end;
    }

    private bool TryClose(ReadOnlySpan<byte> json)
    {
        var from = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        var keys = _keys.AsSpan(from, _count - from);
        _count = from;
        if (keys.Length > PairwiseLimit)
        {
            return TrySorted(keys, json);
        }

        for (var i = 0; i < keys.Length - 1; i++)
        {
            for (var j = i + 1; j < keys.Length; j++)
            {
                if (Same(keys[i], keys[j], json))
                {
                    DropMember(keys, i);
                    break;
                }
            }
        }

        return true;
    }

    private bool TrySorted(ReadOnlySpan<Key> keys, ReadOnlySpan<byte> json)
    {
        if (_hashes.Length < keys.Length)
        {
            (_hashes, _order) = (new ulong[_keys.Length], new int[_keys.Length]);
        }

        var hashes = _hashes.AsSpan(0, keys.Length);
        var order = _order.AsSpan(0, keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            (hashes[i], order[i]) = (keys[i].Hash, i);
        }

        hashes.Sort(order);
        for (var start = 0; start < hashes.Length;)
        {
            var end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
            {
                end++;
            }

            if (end - start > 1 && !TryEqualHashes(keys, order[start..end], json))
            {
                return false;
            }

            start = end;
        }

        return true;
    }

    // Nearly always one key that came often. Many keys that differ have one hash only when somebody wanted it.
    private bool TryEqualHashes(ReadOnlySpan<Key> keys, Span<int> members, ReadOnlySpan<byte> json)
    {
        members.Sort();
        Span<int> kept = stackalloc int[PairwiseLimit];
        var count = 0;
        for (var i = members.Length - 1; i >= 0; i--)
        {
            var known = false;
            for (var k = 0; k < count && !known; k++)
            {
                known = Same(keys[members[i]], keys[kept[k]], json);
            }

            if (known)
            {
                DropMember(keys, members[i]);
            }
            else if (count == kept.Length)
            {
                return false;
            }
            else
            {
                kept[count++] = members[i];
            }
        }

        return true;
    }

    // The key comes again, so another member follows: up to there.
    private void DropMember(ReadOnlySpan<Key> keys, int index) => _dropped.Add(((ulong)keys[index].Start << 32) | (uint)keys[index + 1].Start);

    private static bool Same(Key a, Key b, ReadOnlySpan<byte> json)
        => a.Hash == b.Hash && json.Slice(a.Start + 1, a.Length).SequenceEqual(json.Slice(b.Start + 1, b.Length));

    private readonly record struct Key(ulong Hash, int Start, int Length);
}
