namespace Quern.Plans.Inference;

/// <summary>What stands between a word and the one before it.</summary>
internal enum WordGap : byte
{
    /// <summary>Spaces and the like.</summary>
    Space,

    /// <summary>Punctuation within a sentence.</summary>
    Mark,

    /// <summary>The end of a sentence or a line, or the beginning of the text.</summary>
    Break,
}

/// <summary>
/// Goes through the words of a text in UTF-8. Letters, digits and everything beyond ASCII but spaces and quotation marks
/// belong to words, an apostrophe when it stands inside one; a line or a sentence that ends is told.
/// </summary>
/// <param name="text">The text.</param>
internal ref struct WordScan(ReadOnlySpan<byte> text)
{
    private const byte Letter = 1;
    private const byte Wide = 2;
    private const byte Apostrophe = 3;
    private const byte Ender = 4;
    private const byte Blank = 5;

    private static readonly byte[] Kinds = KindsOfBytes();

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>What stands before it.</summary>
    public WordGap Gap { get; private set; }

    /// <summary>The byte directly before the word; 0 at the beginning.</summary>
    public readonly byte Before => Start > 0 ? _text[Start - 1] : (byte)0;

    /// <summary>The byte directly behind the word; 0 at the end.</summary>
    public readonly byte Behind => Start + Length < _text.Length ? _text[Start + Length] : (byte)0;

    /// <summary>Goes to the next word; false behind the last one.</summary>
    public bool MoveNext()
    {
        var gap = _at == 0 ? WordGap.Break : WordGap.Space;
        var at = _at;
        while (at < _text.Length)
        {
            var kind = Kinds[_text[at]];
            if (kind == Letter || (kind == Wide && WideGap(at) == 0))
            {
                break;
            }

            gap = kind switch
            {
                // A full stop inside a number or a name ends no sentence.
                Ender when _text[at] != '.' || at + 1 >= _text.Length || Kinds[_text[at + 1]] is Blank or Ender => WordGap.Break,
                Blank or Wide => gap,
                _ => gap == WordGap.Break ? gap : WordGap.Mark,
            };
            at += kind == Wide ? WideGap(at) : 1;
        }

        (Start, Gap) = (at, gap);
        while (at < _text.Length && IsInside(at))
        {
            at++;
        }

        Length = at - Start;
        _at = at;
        return Length > 0;
    }

    private readonly bool IsInside(int at) => Kinds[_text[at]] switch
    {
        Letter => true,
        Wide => WideGap(at) == 0,
        Apostrophe => at + 1 < _text.Length && Kinds[_text[at + 1]] == Letter,
        _ => false,
    };

    // How many bytes of space or punctuation beyond ASCII begin here: no-break space, and the block of dashes and quotes.
    private readonly int WideGap(int at) => _text[at] switch
    {
        0xC2 when at + 1 < _text.Length && _text[at + 1] == 0xA0 => 2,
        0xE2 when at + 2 < _text.Length && _text[at + 1] is 0x80 or 0x81 => 3,
        _ => 0,
    };

    private static byte[] KindsOfBytes()
    {
        var kinds = new byte[256];
        for (var b = 0; b < kinds.Length; b++)
        {
            kinds[b] = b switch
            {
                >= 0x80 => Wide,
                '\'' => Apostrophe,
                '.' or '!' or '?' or ':' or ';' or '\n' or '\r' => Ender,
                ' ' or '\t' => Blank,
                _ => char.IsAsciiLetterOrDigit((char)b) ? Letter : (byte)0,
            };
        }

        return kinds;
    }
}
