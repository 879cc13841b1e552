using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>Reads one value of JSON or Python and writes it as JSON, from left to right.</summary>
/// <param name="text">The text; valid UTF-8.</param>
/// <param name="start">Where the value begins.</param>
/// <param name="to">Takes the JSON.</param>
/// <param name="inCall">Whether the value is an argument of a call: then a word may stand for itself as text, and all brackets are closed.</param>
internal ref struct LooseReader(ReadOnlySpan<byte> text, int start, ByteBuffer to, bool inCall)
{
    private readonly ReadOnlySpan<byte> _text = text;

    // From here on, nothing but closing brackets stands in the text.
    private readonly int _closersFrom = inCall ? text.Length : text.TrimEnd(" \t\r\n}])"u8).Length;
    private int _depth;

    /// <summary>Where the reader stands; where it failed, when it failed.</summary>
    public int At { get; private set; } = start;

    /// <summary>Reads a value.</summary>
    public bool TryValue()
    {
        SkipSpace();
        switch (Peek())
        {
            case (byte)'{' or (byte)'[' or (byte)'(':
                return TryNested();
            case (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.':
                var good = LooseNumber.TryRead(_text, At, to, out var end);
                At = end;
                return good;
            default:
                return LooseWord.QuoteAt(_text, At, out _) < 0 ? TryWord() : TryTexts();
        }
    }

    /// <summary>Whether nothing but closing brackets too many stands behind the value.</summary>
    public bool TryEnd()
    {
        SkipSpace();
        return At >= _closersFrom;
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

    private bool TryNested()
    {
        if (_depth == StrictJson.MaxDepth)
        {
            return false;
        }

        _depth++;
        var good = _text[At++] switch
        {
            (byte)'{' => TryBraces(),
            (byte)'[' => TryList(),
            _ => TryTuple(),
        };
        _depth--;
        return good;
    }

    // An object, or a set of Python, which is known by its first element.
    private bool TryBraces()
    {
        var mark = to.Length;
        var isSet = false;
        to.Append((byte)'{');
        for (var isFirst = true; !IsClosed((byte)'}', mustClose: isSet); isFirst = false)
        {
            if (!isFirst)
            {
                to.Append((byte)',');
            }

            if (!(isSet ? TryValue() : TryMember(mark, isFirst, ref isSet)) || !TryNext((byte)'}'))
            {
                return false;
            }
        }

        to.Append(isSet ? (byte)']' : (byte)'}');
        return true;
    }

    private bool TryMember(int mark, bool isFirst, ref bool isSet)
    {
        SkipSpace();
        var at = At;
        if (TryKey())
        {
            SkipSpace();
            if (Peek() == ':')
            {
                At++;
                to.Append((byte)':');
                return TryValue();
            }

            // Two texts with nothing between them: a colon was forgotten, or a comma.
            if (Peek() is (byte)'"' or (byte)'\'')
            {
                return false;
            }
        }

        if (!isFirst)
        {
            return false;
        }

        At = at;
        to.Length = mark;
        to.Append((byte)'[');
        isSet = true;
        return TryValue();
    }

    private bool TryKey()
    {
        var quote = LooseWord.QuoteAt(_text, At, out var form);
        to.Append((byte)'"');
        if (quote >= 0)
        {
            var good = LooseString.TryRead(_text, quote, form, to, out var behind);
            At = behind;
            to.Append((byte)'"');
            return good;
        }

        var end = LooseWord.End(_text, At);
        var word = _text[At..end];
        var literal = LooseWord.Literal(word);
        to.Append(literal.IsEmpty ? word : literal);
        to.Append((byte)'"');
        At = end;
        return word.Length > 0;
    }

    private bool TryList()
    {
        to.Append((byte)'[');
        for (var isFirst = true; !IsClosed((byte)']', mustClose: false); isFirst = false)
        {
            if (!isFirst)
            {
                to.Append((byte)',');
            }

            if (!TryValue() || !TryNext((byte)']'))
            {
                return false;
            }
        }

        to.Append((byte)']');
        return true;
    }

    // One value in parentheses is that value; with a comma behind it, it is a tuple.
    private bool TryTuple()
    {
        var mark = to.Length;
        var (count, comma) = (0, false);
        to.Append((byte)'[');
        while (!IsClosed((byte)')', mustClose: true))
        {
            if (count++ > 0)
            {
                to.Append((byte)',');
            }

            if (!TryValue())
            {
                return false;
            }

            SkipSpace();
            comma = Peek() == ',';
            if (!TryNext((byte)')'))
            {
                return false;
            }
        }

        if (count == 1 && !comma)
        {
            to.Array.AsSpan(mark + 1, to.Length - mark - 1).CopyTo(to.Array.AsSpan(mark));
            to.Length--;
            return true;
        }

        to.Append((byte)']');
        return true;
    }

    // Behind an element: a comma, also one before the end, or the end.
    private bool TryNext(byte closer)
    {
        SkipSpace();
        if (Peek() == ',')
        {
            At++;
            SkipSpace();

            // A comma before the closing bracket is a habit; one at the end of the text says that more was to come.
            return At < _text.Length;
        }

        return Peek() == closer || At >= _closersFrom;
    }

    // What is not closed at the end of the text is closed here.
    private bool IsClosed(byte closer, bool mustClose)
    {
        SkipSpace();
        if (Peek() == closer)
        {
            At++;
            return true;
        }

        return !mustClose && !inCall && At >= _closersFrom;
    }

    // Texts behind each other are one text, as in Python.
    private bool TryTexts()
    {
        to.Append((byte)'"');
        for (var quote = LooseWord.QuoteAt(_text, At, out var form); quote >= 0; quote = LooseWord.QuoteAt(_text, At, out form))
        {
            var good = LooseString.TryRead(_text, quote, form, to, out var behind);
            At = behind;
            if (!good)
            {
                return false;
            }

            SkipSpace();
        }

        to.Append((byte)'"');
        return true;
    }

    private bool TryWord()
    {
        var end = LooseWord.End(_text, At);
        var word = _text[At..end];
        if (word.SequenceEqual("set"u8) && _text[end..].StartsWith("()"u8))
        {
            to.Append("[]"u8);
            return MoveTo(end + 2);
        }

        if (LooseWord.Literal(word) is { Length: > 0 } literal)
        {
            to.Append(literal);
            return MoveTo(end);
        }

        return inCall && !LooseWord.IsNoNumber(word) && TryKey();
    }
}
