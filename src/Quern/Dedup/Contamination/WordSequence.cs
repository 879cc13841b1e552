using System.Globalization;
using System.Text;
using Quern.Dedup.Texts;
using Quern.Rows;

namespace Quern.Dedup.Contamination;

/// <summary>
/// One text as a sequence of words: in compatible characters (NFKC), lower case, without punctuation and signs of any script;
/// hyphens and dashes part words. Of scripts without spaces every character is a word. The words are hashed; what they read
/// is found again only where it is shown. One instance a core.
/// </summary>
internal sealed class WordSequence
{
    // An odd number: the hash of n words is a polynomial in it, from which the oldest word can be taken out again.
    private const ulong Base = 0x9FB21C651E98DF25;
    private const ulong Stir = 0xD6E8FEB86659FD93;

    private readonly NormalForm _form = new();
    private readonly ByteBuffer _plain = new(1 << 14);
    private readonly ByteBuffer _normal = new(1 << 14);
    private ulong[] _words = new ulong[1024];

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a text.</summary>
    public void Read(ReadOnlySpan<byte> text)
    {
        _normal.Clear();
        text = WithoutSigns(text);
        var room = _normal.Reserve((text.Length * 3 / 2) + CompactVector.Slack + 1);
        _normal.Length = CompactVector.Compact(text, room);
        _normal.Reserve(CompactVector.Slack);
        if (_words.Length < _normal.Length + 1)
        {
            _words = new ulong[(_normal.Length + 1) * 5L / 4];
        }

        Count = Ascii.IsValid(_normal.Span) ? WordTokens.Hash(_normal.Span, _words) : CharacterTokens.HashMixed(_normal.Span, _words);
    }

    // What is done with signs of ASCII other than hyphens is the same for all who compare texts.
    private ReadOnlySpan<byte> WithoutSigns(ReadOnlySpan<byte> text)
    {
        _plain.Clear();
        if (Ascii.IsValid(text))
        {
            var room = _plain.Reserve(text.Length)[..text.Length];
            text.CopyTo(room);
            room.Replace((byte)'-', (byte)' ');
            room.Replace((byte)'/', (byte)' ');
            _plain.Length = text.Length;
            return _plain.Span;
        }

        foreach (var rune in Encoding.UTF8.GetString(_form.Of(text)).EnumerateRunes())
        {
            AppendPlain(rune);
        }

        return _plain.Span;
    }

    private void AppendPlain(Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.DashPunctuation:
            case UnicodeCategory.OtherPunctuation when rune.Value == '/':
                _plain.Append((byte)' ');
                break;
            case UnicodeCategory.ConnectorPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
                or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation or UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol
                or UnicodeCategory.ModifierSymbol or UnicodeCategory.Format:
                break;
            default:
                _plain.Length += rune.EncodeToUtf8(_plain.Reserve(4));
                break;
        }
    }

    /// <summary>The hash of some words that follow each other.</summary>
    public ulong HashOf(int start, int count)
    {
        var hash = 0UL;
        foreach (var word in _words.AsSpan(start, count))
        {
            hash = (hash * Base) + word;
        }

        return TokenHash.Mix(hash, Stir);
    }

    /// <summary>The hashes of all sequences of so many words; <paramref name="hashes"/> has room for them.</summary>
    /// <returns>How many there are.</returns>
    public int HashAll(int n, Span<ulong> hashes)
    {
        if (Count < n)
        {
            return 0;
        }

        var oldest = 1UL;
        var hash = 0UL;
        for (var i = 0; i < n; i++)
        {
            (hash, oldest) = ((hash * Base) + _words[i], oldest * Base);
        }

        hashes[0] = TokenHash.Mix(hash, Stir);
        for (var i = n; i < Count; i++)
        {
            hash = (hash * Base) + _words[i] - (_words[i - n] * oldest);
            hashes[i - n + 1] = TokenHash.Mix(hash, Stir);
        }

        return Count - n + 1;
    }

    /// <summary>What some words read.</summary>
    public string TextOf(int start, int count)
    {
        var text = _normal.Span;
        var (word, from, at) = (0, 0, 0);
        while (at < text.Length && word < start + count)
        {
            at = SkipSpaces(text, at);
            from = word == start ? at : from;
            at = EndOfWord(text, at);
            word++;
        }

        return Encoding.UTF8.GetString(text[from..at]);
    }

    private static int SkipSpaces(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static int EndOfWord(ReadOnlySpan<byte> text, int start)
    {
        var at = start;
        while (at < text.Length && text[at] != ' ')
        {
            Rune.DecodeFromUtf8(text[at..], out var rune, out var used);
            if (CharacterTokens.IsUnspaced(rune.Value))
            {
                return at == start ? at + used : at;
            }

            at += used;
        }

        return at;
    }
}
