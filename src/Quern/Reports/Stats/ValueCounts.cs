using System.Runtime.InteropServices;
using System.Text;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Reports.Stats;

/// <summary>
/// How often each value of a field stands there, exact up to 1,000 different ones; beyond that it only knows that there
/// are more. A value is known by a 64-bit hash and a short sample of its text; it is used again without allocating.
/// </summary>
internal sealed class ValueCounts
{
    /// <summary>How many different values are told apart.</summary>
    public const int Most = 1000;

    private const int SampleSize = 60;

    private readonly ByteBuffer _samples = new(64);
    private readonly List<Entry> _entries = [];
    private int[] _slots = new int[16];

    /// <summary>Whether there are more different values than are told apart.</summary>
    public bool TooMany { get; private set; }

    /// <summary>Whether the whole set has been found to have too many, so that no batch need count them.</summary>
    public bool TooManyForGood { get; private set; }

    /// <summary>How many different values there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Counts a value.</summary>
    /// <param name="hash">Its hash, which also covers its kind.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="text">Its text; only the beginning is kept.</param>
    /// <param name="times">How often.</param>
    public void Add(ulong hash, JsonKind kind, ReadOnlySpan<byte> text, long times)
    {
        if (TooMany)
        {
            return;
        }

        var slot = Slot(hash);
        if (_slots[slot] > 0)
        {
            CollectionsMarshal.AsSpan(_entries)[_slots[slot] - 1].Times += times;
            return;
        }

        if (_entries.Count == Most)
        {
            Overflow();
            return;
        }

        var start = _samples.Length;
        var cut = Cut(text);
        _samples.Append(cut);
        _entries.Add(new Entry { Hash = hash, Kind = kind, Times = times, Start = start, Length = cut.Length, IsWhole = cut.Length == text.Length });
        _slots[slot] = _entries.Count;
        if (_entries.Count * 2 > _slots.Length)
        {
            Grow();
        }
    }

    /// <summary>Adds the counts of another.</summary>
    public void Add(ValueCounts other)
    {
        if (other.TooMany)
        {
            Overflow();
            return;
        }

        foreach (ref readonly var entry in CollectionsMarshal.AsSpan(other._entries))
        {
            AddSample(entry, other._samples.Span.Slice(entry.Start, entry.Length));
        }
    }

    /// <summary>Says that the whole set has too many: batches skip the counting from here on.</summary>
    public void GiveUp() => (TooMany, TooManyForGood) = (true, true);

    /// <summary>Empties the counts, and keeps the memory.</summary>
    public void Reset()
    {
        Empty();
        TooMany = TooManyForGood;
    }

    /// <summary>The values that stand there most often; equally frequent ones in the order of their text.</summary>
    public IReadOnlyList<ValueSummary> Top(int most)
        => [.. _entries
            .Select(e => (Entry: e, Text: Encoding.UTF8.GetString(_samples.Span.Slice(e.Start, e.Length)) + (e.IsWhole ? "" : "…")))
            .OrderByDescending(static e => e.Entry.Times).ThenBy(static e => e.Text, StringComparer.Ordinal).ThenBy(static e => e.Entry.Kind).ThenBy(static e => e.Entry.Hash)
            .Take(most)
            .Select(static e => new ValueSummary(e.Text, FieldStats.NameOf(e.Entry.Kind), e.Entry.Times))];

    private void AddSample(in Entry entry, ReadOnlySpan<byte> sample)
    {
        var before = _entries.Count;
        Add(entry.Hash, entry.Kind, sample, entry.Times);
        if (_entries.Count > before)
        {
            CollectionsMarshal.AsSpan(_entries)[^1].IsWhole = entry.IsWhole;
        }
    }

    private void Overflow()
    {
        Empty();
        TooMany = true;
    }

    private void Empty()
    {
        if (_entries.Count > 0)
        {
            Array.Clear(_slots);
        }

        _entries.Clear();
        _samples.Clear();
    }

    private int Slot(ulong hash)
    {
        var slot = (int)(hash & (uint)(_slots.Length - 1));
        while (_slots[slot] > 0 && _entries[_slots[slot] - 1].Hash != hash)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < _entries.Count; i++)
        {
            _slots[Slot(_entries[i].Hash)] = i + 1;
        }
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        if (text.Length <= SampleSize)
        {
            return text;
        }

        var end = SampleSize;
        while ((text[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return text[..end];
    }

    private struct Entry
    {
        public ulong Hash;
        public JsonKind Kind;
        public long Times;
        public int Start;
        public int Length;
        public bool IsWhole;
    }
}
