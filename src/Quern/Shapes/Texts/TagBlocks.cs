namespace Quern.Shapes.Texts;

/// <summary>
/// Goes through the blocks of a tag, such as <c>&lt;tool_call&gt;…&lt;/tool_call&gt;</c>. One that is not closed ends where the
/// next one begins, or with the text.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="open">The opening tag, as a whole.</param>
/// <param name="close">The closing tag.</param>
internal ref struct TagBlocks(ReadOnlySpan<byte> text, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<byte> _open = open;
    private readonly ReadOnlySpan<byte> _close = close;
    private int _at;

    /// <summary>Where the text within the block begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length.</summary>
    public int Length { get; private set; }

    /// <summary>Goes to the next block; false behind the last one.</summary>
    public bool MoveNext()
    {
        var found = _text[_at..].IndexOf(_open);
        if (found < 0)
        {
            return false;
        }

        Start = _at + found + _open.Length;
        var rest = _text[Start..];
        var next = rest.IndexOf(_open);
        var reach = next < 0 ? rest : rest[..next];
        var closed = reach.IndexOf(_close);
        Length = closed < 0 ? reach.Length : closed;
        _at = Start + Length;
        return true;
    }
}
