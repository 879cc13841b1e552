namespace Quern.Shapes.Texts;

/// <summary>
/// Goes through the blocks of a tag, such as <c>&lt;tool_call&gt;…&lt;/tool_call&gt;</c>; the opening one may have attributes.
/// One that is not closed ends where the next one begins, or with the text.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="open">The opening tag, as a whole.</param>
/// <param name="close">The closing tag.</param>
internal ref struct TagBlocks(ReadOnlySpan<byte> text, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<byte> _open = open[..^1];
    private readonly ReadOnlySpan<byte> _close = close;
    private int _next = -1;
    private int _inside;

    /// <summary>Where the text within the block begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length.</summary>
    public int Length { get; private set; }

    /// <summary>The text within the block.</summary>
    public readonly ReadOnlySpan<byte> Inside => _text.Slice(Start, Length);

    /// <summary>Where the opening tag begins.</summary>
    public int Opening { get; private set; }

    /// <summary>Behind the closing tag, or where the block ends without one.</summary>
    public readonly int End => Start + Length + (Closed ? _close.Length : 0);

    /// <summary>Whether the block has its closing tag.</summary>
    public bool Closed { get; private set; }

    /// <summary>Goes to the next block; false behind the last one.</summary>
    public bool MoveNext()
    {
        if (_next < 0)
        {
            _next = Find(0, out _inside);
        }

        if (_next >= _text.Length)
        {
            return false;
        }

        (Opening, Start) = (_next, _inside);
        _next = Find(Start, out _inside);
        var reach = _text[Start.._next];
        var closed = reach.IndexOf(_close);
        Closed = closed >= 0;
        Length = Closed ? closed : reach.Length;
        return true;
    }

    // Where the next opening tag begins, and where what it opens; the end of the text where there is none.
    private readonly int Find(int at, out int inside)
    {
        inside = _text.Length;
        while (true)
        {
            var found = _text[at..].IndexOf(_open);
            if (found < 0)
            {
                return _text.Length;
            }

            at += found + _open.Length;
            var end = at;
            if (at < _text.Length && _text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                // Another tag begins before this one ends: it was none.
                var sign = _text[at..].IndexOfAny((byte)'<', (byte)'>');
                end = sign < 0 ? _text.Length : at + sign;
            }

            if (end < _text.Length && _text[end] == '>')
            {
                inside = end + 1;
                return at - _open.Length;
            }
        }
    }
}
