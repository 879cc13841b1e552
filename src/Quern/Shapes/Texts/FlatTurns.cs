namespace Quern.Shapes.Texts;

/// <summary>
/// Goes through the turns of a conversation that is one text: <c>Human:</c> and <c>Assistant:</c> behind a blank line or at
/// the beginning, or the headings <c>### Instruction:</c>, <c>### Input:</c>, <c>### Response:</c>. A blank line within a turn stays in it.
/// </summary>
/// <param name="text">The text.</param>
internal ref struct FlatTurns(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly bool _headings = HasHeadings(text);
    private int _at = FirstMark(text);

    /// <summary>Who speaks.</summary>
    public Role Role { get; private set; }

    /// <summary>Where the turn's text begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length, without white space around it.</summary>
    public int Length { get; private set; }

    /// <summary>Whether a text is a conversation of this kind.</summary>
    public static bool Looks(ReadOnlySpan<byte> text) => FirstMark(text) >= 0;

    /// <summary>Goes to the next turn; false behind the last one.</summary>
    public bool MoveNext()
    {
        if (_at < 0 || _at >= _text.Length)
        {
            return false;
        }

        var mark = MarkAt(_text, _at, _headings, out var role);
        var begin = _at + mark;
        var end = begin;
        while (end < _text.Length && (mark = NextMark(end)) != 0)
        {
            end = mark;
            if (MarkAt(_text, end, _headings, out _) > 0)
            {
                break;
            }
        }

        var turn = _text[begin..end];
        var trimmed = turn.TrimStart(" \t\r\n"u8);
        Start = begin + turn.Length - trimmed.Length;
        Length = trimmed.TrimEnd(" \t\r\n"u8).Length;
        Role = role;
        _at = end;
        return true;
    }

    // The next place where a line begins behind which a mark may stand; the end of the text where there is none.
    private readonly int NextMark(int from)
    {
        var found = _text[from..].IndexOf(_headings ? "\n###"u8 : "\n\n"u8);
        if (found < 0)
        {
            return _text.Length;
        }

        var at = from + found + (_headings ? 1 : 2);
        while (!_headings && at < _text.Length && _text[at] == '\n')
        {
            at++;
        }

        return at;
    }

    private static bool HasHeadings(ReadOnlySpan<byte> text) => Heading(text) >= 0 && text.IndexOf("\n\nHuman:"u8) < 0;

    // The first heading at the beginning of a line, which a sentence about headings is not.
    private static int Heading(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("### Instruction:"u8))
        {
            return 0;
        }

        var found = text.IndexOf("\n### Instruction:"u8);
        return found < 0 ? -1 : found + 1;
    }

    private static int FirstMark(ReadOnlySpan<byte> text)
    {
        if (HasHeadings(text))
        {
            return Heading(text);
        }

        var start = text.Length - text.TrimStart(" \t\r\n"u8).Length;
        if (MarkAt(text, start, headings: false, out _) > 0)
        {
            return start;
        }

        var found = text.IndexOf("\n\nHuman:"u8);
        return found < 0 ? -1 : found + 2;
    }

    // The length of the mark at a place; 0 where there is none.
    private static int MarkAt(ReadOnlySpan<byte> text, int at, bool headings, out Role role)
    {
        var rest = text[at..];
        role = Role.User;
        if (headings)
        {
            role = rest.StartsWith("### Response:"u8) ? Role.Assistant : Role.User;
            return rest.StartsWith("### Instruction:"u8) || rest.StartsWith("### Input:"u8) || rest.StartsWith("### Response:"u8) ? rest.IndexOf((byte)':') + 1 : 0;
        }

        if (rest.StartsWith("Human:"u8))
        {
            return "Human:"u8.Length;
        }

        role = Role.Assistant;
        return rest.StartsWith("Assistant:"u8) ? "Assistant:"u8.Length : 0;
    }
}
