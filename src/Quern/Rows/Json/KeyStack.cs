using System.Runtime.InteropServices;
using System.Text;

namespace Quern.Rows.Json;

/// <summary>
/// The keys of the objects that are open while a row is read, to find a key that stands twice in one object. Small
/// objects are compared pair by pair; large ones are sorted by hash first, so that 100,000 keys cost no 10^10 compares.
/// </summary>
internal sealed class KeyStack
{
    private const int PairwiseLimit = 16;

    private readonly List<int> _frames = [];
    private readonly ByteBuffer _plain = new();
    private Key[] _keys = new Key[64];
    private int _count;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _count = 0;
        _frames.Clear();
    }

    /// <summary>An object begins.</summary>
    public void Open() => _frames.Add(_count);

    /// <summary>The object that began last has this key.</summary>
    public void Add(int start, ReadOnlySpan<byte> name, bool escaped)
    {
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _keys.Length * 2);
        }

        _keys[_count++] = new Key(Hash(escaped ? Plain(name) : name), start, name.Length);
    }

    /// <summary>The object that began last ends: gives a key that stands in it twice, if there is one.</summary>
    public string? Close(ReadOnlySpan<byte> row)
    {
        var from = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        var keys = _keys.AsSpan(from, _count - from);
        _count = from;
        if (keys.Length < 2)
        {
            return null;
        }

        if (keys.Length > PairwiseLimit)
        {
            keys.Sort(static (a, b) => a.Hash.CompareTo(b.Hash));
            return FindInSorted(keys, row);
        }

        for (var i = 1; i < keys.Length; i++)
        {
            var hash = keys[i].Hash;
            for (var j = 0; j < i; j++)
            {
                if (keys[j].Hash == hash && Same(keys[i], keys[j], row))
                {
                    return NameOf(keys[i], row);
                }
            }
        }

        return null;
    }

    private string? FindInSorted(ReadOnlySpan<Key> keys, ReadOnlySpan<byte> row)
    {
        while (keys.Length > 1)
        {
            var length = 1;
            while (length < keys.Length && keys[length].Hash == keys[0].Hash)
            {
                length++;
            }

            if (FindAmongEqualHashes(keys[..length], row) is { } name)
            {
                return name;
            }

            keys = keys[length..];
        }

        return null;
    }

    private string? FindAmongEqualHashes(ReadOnlySpan<Key> keys, ReadOnlySpan<byte> row)
    {
        if (keys.Length > PairwiseLimit)
        {
            return FindByName(keys, row);
        }

        for (var i = 1; i < keys.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Same(keys[i], keys[j], row))
                {
                    return NameOf(keys[i], row);
                }
            }
        }

        return null;
    }

    // So many equal hashes are one key written many times, or made on purpose: a set of names costs no square.
    private string? FindByName(ReadOnlySpan<Key> keys, ReadOnlySpan<byte> row)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var name = NameOf(key, row);
            if (!names.Add(name))
            {
                return name;
            }
        }

        return null;
    }

    private bool Same(Key a, Key b, ReadOnlySpan<byte> row)
    {
        var first = Written(a, row);
        return first.SequenceEqual(Written(b, row)) || JsonMembers.NameEquals(Written(b, row), Plain(first));
    }

    private string NameOf(Key key, ReadOnlySpan<byte> row) => Encoding.UTF8.GetString(Plain(Written(key, row)));

    private static ReadOnlySpan<byte> Written(Key key, ReadOnlySpan<byte> row) => row.Slice(key.Start, key.Length);

    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> name)
    {
        _plain.Clear();
        JsonUnescape.Write(name, _plain);
        return _plain.Span;
    }

    // Names are short: a multiply a word is enough, and equal hashes are compared byte by byte anyway.
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length * 0x9E3779B97F4A7C15;
        while (name.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(name)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
            name = name[8..];
        }

        hash = (hash ^ Rest(name)) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }

    // Up to seven bytes as one number; reads that overlap need no loop.
    private static ulong Rest(ReadOnlySpan<byte> name) => name.Length switch
    {
        0 => 0,
        < 4 => name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16),
        _ => MemoryMarshal.Read<uint>(name) | ((ulong)MemoryMarshal.Read<uint>(name[^4..]) << 32),
    };

    private readonly record struct Key(ulong Hash, int Start, int Length);
}
