using System.Text;
using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>Reads one value of JSON or Python and writes it as JSON, from left to right.</summary>
/// <param name="text">The text.</param>
/// <param name="start">Where the value begins.</param>
/// <param name="to">Takes the JSON.</param>
/// <param name="bareWords">Whether a word that is no literal stands for itself as text.</param>
internal ref struct LooseReader(ReadOnlySpan<byte> text, int start, ByteBuffer to, bool bareWords)
{
    // Deeper than anything that was meant; nothing recurses further.
    private const int MaxDepth = 200;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _depth;

    /// <summary>Where the reader stands; where it failed, when it failed.</summary>
    public int At { get; private set; } = start;

    /// <summary>Reads a value.</summary>
    public bool TryValue()
    {
        SkipSpace();
        return Peek() switch
        {
            (byte)'{' => TryNested(isObject: true, (byte)'}'),
            (byte)'[' => TryNested(isObject: false, (byte)']'),
            (byte)'(' => TryNested(isObject: false, (byte)')'),
            (byte)'"' or (byte)'\'' => TryString(At),
            (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' => LooseNumber.TryRead(_text, At, to, out var end) ? MoveTo(end) : false,
            0 => false,
            _ => TryWord(),
        };
    }

    /// <summary>Whether nothing but closing brackets too many stands behind the value.</summary>
    public bool TryEnd()
    {
        while (true)
        {
            SkipSpace();
            if (At >= _text.Length)
            {
                return true;
            }

            if (_text[At] is not ((byte)'}' or (byte)']' or (byte)')'))
            {
                return false;
            }

            At++;
        }
    }

    /// <summary>Steps over white space.</summary>
    public void SkipSpace()
    {
        while (At < _text.Length && _text[At] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            At++;
        }
    }

    /// <summary>The byte at which the reader stands; 0 at the end.</summary>
    public readonly byte Peek() => At < _text.Length ? _text[At] : (byte)0;

    /// <summary>Goes somewhere else.</summary>
    public bool MoveTo(int at)
    {
        At = at;
        return true;
    }

    // What is not closed at the end of the text is closed here.
    private bool TryNested(bool isObject, byte closer)
    {
        if (++_depth > MaxDepth)
        {
            return false;
        }

        At++;
        to.Append(isObject ? (byte)'{' : (byte)'[');
        var first = true;
        while (true)
        {
            SkipSpace();
            if (At >= _text.Length || _text[At] == closer)
            {
                At = Math.Min(At + 1, _text.Length);
                to.Append(isObject ? (byte)'}' : (byte)']');
                _depth--;
                return true;
            }

            if (!first)
            {
                if (!TryComma(closer, out var ended))
                {
                    return false;
                }

                if (ended)
                {
                    continue;
                }

                to.Append((byte)',');
            }

            first = false;
            if (isObject ? !TryMember() : !TryValue())
            {
                return false;
            }
        }
    }

    // A comma may stand before the end, too.
    private bool TryComma(byte closer, out bool ended)
    {
        ended = false;
        if (_text[At] != ',')
        {
            return false;
        }

        At++;
        SkipSpace();
        ended = At >= _text.Length || _text[At] == closer;
        return true;
    }

    private bool TryMember()
    {
        var first = Peek();
        if (first is (byte)'"' or (byte)'\'')
        {
            if (!TryString(At))
            {
                return false;
            }
        }
        else if (!TryBareKey())
        {
            return false;
        }

        SkipSpace();
        if (Peek() != ':')
        {
            return false;
        }

        At++;
        to.Append((byte)':');
        return TryValue();
    }

    private bool TryBareKey()
    {
        var end = WordEnd();
        if (end == At)
        {
            return false;
        }

        to.Append((byte)'"');
        to.Append(_text[At..end]);
        to.Append((byte)'"');
        return MoveTo(end);
    }

    private bool TryWord()
    {
        var end = WordEnd();
        var word = _text[At..end];
        if (end < _text.Length && _text[end] is (byte)'"' or (byte)'\'' && word.Length == 1 && (word[0] | 0x20) is 'r' or 'b' or 'u')
        {
            return (word[0] | 0x20) == 'r' ? LooseString.TryRead(_text, end, to, isRaw: true, out var behind) && MoveTo(behind) : TryString(end);
        }

        if (Literal(word) is { Length: > 0 } literal)
        {
            to.Append(literal);
            return MoveTo(end);
        }

        return bareWords && word.Length > 0 && TryBareKey();
    }

    private static ReadOnlySpan<byte> Literal(ReadOnlySpan<byte> word)
    {
        if (Ascii.EqualsIgnoreCase(word, "true"u8))
        {
            return "true"u8;
        }

        if (Ascii.EqualsIgnoreCase(word, "false"u8))
        {
            return "false"u8;
        }

        return Ascii.EqualsIgnoreCase(word, "null"u8) || word.SequenceEqual("None"u8) ? "null"u8 : [];
    }

    private readonly int WordEnd()
    {
        var end = At;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit((char)_text[end]) || _text[end] is (byte)'_' or (byte)'.' or (byte)'-' or (byte)'$'))
        {
            end++;
        }

        return end;
    }

    private bool TryString(int quoteAt)
    {
        if (LooseString.TryRead(_text, quoteAt, to, isRaw: false, out var behind))
        {
            return MoveTo(behind);
        }

        At = behind;
        return false;
    }
}
