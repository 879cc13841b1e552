using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Plans.Making.Edges;

/// <summary>
/// Texts by the words in them, so that a value is found in all of them without looking through any. The latest text
/// comes first. One instance a core, filled anew for each row.
/// </summary>
internal sealed class WordIndex
{
    // A row may be hostile: of its texts so much is indexed, so many places of one word are looked at, and a word that
    // finds no room near where it belongs is left out.
    private const int MostBytes = 8 << 20;
    private const int MostPlaces = 512;
    private const int MostProbes = 64;
    private const int KeptWords = 1 << 18;
    private const int FewestSlots = 512;
    private const byte Between = 0;

    private readonly ByteBuffer _text = new();
    private int[] _slots = new int[FewestSlots];
    private Word[] _words = new Word[FewestSlots];
    private int _count = 1;
    private int _distinct;

    private record struct Word(ulong Hash, int Start, int Source, int Before);

    /// <summary>Forgets the row before.</summary>
    public void Clear()
    {
        if (_count > KeptWords)
        {
            (_slots, _words) = (new int[FewestSlots], new Word[FewestSlots]);
        }
        else if (_count > 1)
        {
            // One long row must not make all later ones pay for its table.
            _slots = _slots.Length > FewestSlots && 16 * _distinct < _slots.Length ? new int[_slots.Length / 4] : _slots;
            Array.Clear(_slots);
        }

        _text.Clear();
        (_count, _distinct) = (1, 0);
    }

    /// <summary>Adds a text.</summary>
    /// <param name="text">The text in plain UTF-8.</param>
    /// <param name="source">What it belongs to, such as the place of a call.</param>
    public void Add(ReadOnlySpan<byte> text, int source)
    {
        text = text[..Math.Min(text.Length, MostBytes - Math.Min(_text.Length, MostBytes))];
        _text.Append(Between);
        var start = _text.Length;
        Lettering.Lower(text, _text);
        for (var at = 0; Lettering.NextWord(_text.Span[start..], ref at, out var length); at += length)
        {
            AddWord(start + at, length, source);
        }
    }

    /// <summary>Goes to the next place, from the latest on, where a value stands; false where there is none.</summary>
    /// <param name="value">The value, in small letters.</param>
    /// <param name="whole">Whether the value must be all of a text.</param>
    /// <param name="places">The search; its default to begin.</param>
    public bool MoveNext(ReadOnlySpan<byte> value, bool whole, ref WordPlaces places)
    {
        if (!places.Begun)
        {
            var (anchor, length) = Lettering.LongestWord(value);
            var slot = length == 0 ? -1 : SlotOf(KeyHash.Of(value.Slice(anchor, length)));
            places = new WordPlaces(anchor, slot < 0 ? 0 : _slots[slot]);
        }

        while (places.Word > 0 && places.Looked < MostPlaces)
        {
            var word = _words[places.Word];
            (places.Word, places.Looked, places.Source) = (word.Before, places.Looked + 1, word.Source);
            if (Stands(value, word.Start - places.Anchor, whole))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a value stands anywhere, as words of its own.</summary>
    public bool Has(ReadOnlySpan<byte> value)
    {
        var places = default(WordPlaces);
        return MoveNext(value, whole: false, ref places);
    }

    private bool Stands(ReadOnlySpan<byte> value, int start, bool whole)
    {
        var text = _text.Span;
        var end = start + value.Length;
        if (start < 1 || end > text.Length || !text[start..end].SequenceEqual(value))
        {
            return false;
        }

        return whole
            ? text[start - 1] == Between && (end == text.Length || text[end] == Between)
            : !(Lettering.IsWord(value[0]) && Lettering.IsWord(text[start - 1])) && (end == text.Length || !(Lettering.IsWord(value[^1]) && Lettering.IsWord(text[end])));
    }

    private void AddWord(int start, int length, int source)
    {
        if (2 * _distinct >= _slots.Length)
        {
            GrowSlots();
        }

        if (_count == _words.Length)
        {
            Array.Resize(ref _words, 2 * _words.Length);
        }

        var hash = KeyHash.Of(_text.Span.Slice(start, length));
        if (SlotOf(hash) is >= 0 and var slot)
        {
            _distinct += _slots[slot] == 0 ? 1 : 0;
            _words[_count] = new Word(hash, start, source, _slots[slot]);
            _slots[slot] = _count++;
        }
    }

    // The words come in their order, so that the latest stays the first.
    private void GrowSlots()
    {
        _slots = new int[2 * _slots.Length];
        for (var i = 1; i < _count; i++)
        {
            if (SlotOf(_words[i].Hash) is >= 0 and var slot)
            {
                _slots[slot] = i;
            }
        }
    }

    // Where a word is, or belongs; -1 where there is no room near it.
    private int SlotOf(ulong hash)
    {
        var mask = _slots.Length - 1;
        // Mixed once more: words that differ in a digit must not lie side by side.
        var slot = (int)((hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15 >> 40) & mask;
        for (var probe = 0; probe < MostProbes; probe++, slot = (slot + 1) & mask)
        {
            if (_slots[slot] == 0 || _words[_slots[slot]].Hash == hash)
            {
                return slot;
            }
        }

        return -1;
    }
}

/// <summary>A search through the places where a value may stand.</summary>
/// <param name="Anchor">Where the longest word of the value stands in it.</param>
/// <param name="Word">The next place of that word; 0: none.</param>
internal record struct WordPlaces(int Anchor, int Word)
{
    /// <summary>Whether the search has begun.</summary>
    public bool Begun { get; } = true;

    /// <summary>How many places were looked at.</summary>
    public int Looked { get; set; }

    /// <summary>What the text belongs to in which the value was found.</summary>
    public int Source { get; set; }
}
