using System.Buffers;
using System.Text;
using Quern.Rows;

namespace Quern.Dedup.Texts;

/// <summary>
/// Brings text into Unicode's form NFKC, a stretch at a time that no mark reaches across: characters are taken apart,
/// marks ordered by their class, and what belongs together put together again. One instance a core.
/// </summary>
internal sealed class NormalForm
{
    // Hangul syllables are numbered by their three parts.
    private const int Syllable = 0xAC00;
    private const int Lead = 0x1100;
    private const int Vowel = 0x1161;
    private const int Tail = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;
    private const int Syllables = Leads * Vowels * Tails;

    private readonly NormalFormTable _table = NormalFormTable.Instance;
    private readonly ByteBuffer _text = new(1 << 12);

    // Each as its class, its place and the character, so that ordering marks by class keeps those of one class in place.
    private ulong[] _stretch = new ulong[64];
    private int _count;

    /// <summary>The form of a text, valid until the next one; the text itself where it is plain ASCII.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        _text.Clear();
        while (!text.IsEmpty)
        {
            var ascii = text.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii > 0)
            {
                // The last one may carry a mark.
                Flush();
                _text.Append(text[..(ascii - 1)]);
                text = text[(ascii - 1)..];
            }

            if (ascii < 0)
            {
                break;
            }

            text = text[TakeOne(text)..];
        }

        Flush();
        _text.Append(text);
        return _text.Span;
    }

    private int TakeOne(ReadOnlySpan<byte> text)
    {
        if (Rune.DecodeFromUtf8(text, out var rune, out var used) != OperationStatus.Done)
        {
            Flush();
            _text.Append(text[..used]);
            return used;
        }

        TakeApart(rune.Value);
        return used;
    }

    private void TakeApart(int character)
    {
        var number = character - Syllable;
        if (number is >= 0 and < Syllables)
        {
            Add(Lead + (number / (Vowels * Tails)));
            Add(Vowel + (number / Tails % Vowels));
            if (number % Tails != 0)
            {
                Add(Tail + (number % Tails));
            }

            return;
        }

        var plain = _table.PlainOf(character);
        if (plain.IsEmpty)
        {
            Add(character);
        }

        foreach (var part in plain)
        {
            Add(part);
        }
    }

    private void Add(int character)
    {
        var combining = _table.ClassOf(character);
        if (combining == 0 && !_table.MayFollow(character) && !IsVowelOrTail(character))
        {
            Flush();
        }

        if (_count == _stretch.Length)
        {
            Array.Resize(ref _stretch, 2 * _count);
        }

        _stretch[_count] = ((ulong)combining << 56) | ((ulong)(uint)_count << 24) | (uint)character;
        _count++;
    }

    private void Flush()
    {
        if (_count == 0)
        {
            return;
        }

        var stretch = _stretch.AsSpan(0, _count);
        OrderMarks(stretch);
        foreach (var character in stretch[..PutTogether(stretch)])
        {
            Append((int)character & 0xFFFFFF);
        }

        _count = 0;
    }

    private static void OrderMarks(Span<ulong> stretch)
    {
        for (var start = 0; start < stretch.Length;)
        {
            var end = start;
            while (end < stretch.Length && ClassOf(stretch[end]) != 0)
            {
                end++;
            }

            stretch[start..end].Sort();
            start = end + 1;
        }
    }

    // A mark joins the last character that stands by itself, unless one of its own class, or of a higher one, is between them.
    private int PutTogether(Span<ulong> stretch)
    {
        const int Nothing = -1;
        var (count, standing, last) = (0, Nothing, 0);
        foreach (var one in stretch)
        {
            var (combining, character) = (ClassOf(one), (int)one & 0xFFFFFF);
            var isNext = standing == count - 1;
            var together = standing != Nothing && (isNext || last < combining) ? Together((int)stretch[standing] & 0xFFFFFF, character) : 0;
            if (together != 0)
            {
                stretch[standing] = (uint)together;
                continue;
            }

            standing = combining == 0 ? count : standing;
            last = combining;
            stretch[count++] = one;
        }

        return count;
    }

    private int Together(int first, int second)
    {
        if (first - Lead is >= 0 and < Leads && second - Vowel is >= 0 and < Vowels)
        {
            return Syllable + ((((first - Lead) * Vowels) + (second - Vowel)) * Tails);
        }

        var number = first - Syllable;
        return number is >= 0 and < Syllables && number % Tails == 0 && second - Tail is > 0 and < Tails
            ? first + (second - Tail)
            : _table.Together(first, second);
    }

    private void Append(int character)
    {
        if (character < 0x80)
        {
            _text.Append((byte)character);
            return;
        }

        _text.Length += new Rune(character).EncodeToUtf8(_text.Reserve(4));
    }

    private static bool IsVowelOrTail(int character) => character is >= Vowel and < Vowel + Vowels or > Tail and < Tail + Tails;

    private static int ClassOf(ulong one) => (int)(one >> 56);
}
