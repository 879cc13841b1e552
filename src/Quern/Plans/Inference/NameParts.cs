namespace Quern.Plans.Inference;

/// <summary>Goes through the words that a name is made of: <c>delete_user</c>, <c>mail.sendAll</c>, <c>getHTTPStatus</c>.</summary>
/// <param name="name">The name.</param>
internal ref struct NameParts(ReadOnlySpan<byte> name)
{
    private readonly ReadOnlySpan<byte> _name = name;
    private int _at;

    /// <summary>Where the part begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length, at most what a word of a table has.</summary>
    public int Length { get; private set; }

    /// <summary>Goes to the next part; false behind the last one.</summary>
    public bool MoveNext()
    {
        while (_at < _name.Length && !IsWord(_name[_at]))
        {
            _at++;
        }

        Start = _at;
        while (_at < _name.Length && IsWord(_name[_at]) && !BeginsNew(_at))
        {
            _at++;
        }

        Length = Math.Min(_at - Start, WordKey.MaxLength);
        return Length > 0;
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b >= 0x80;

    // A capital behind a small letter or a digit, and the last capital of several: HTTPStatus.
    private readonly bool BeginsNew(int at)
        => at > Start && char.IsAsciiLetterUpper((char)_name[at])
            && (!char.IsAsciiLetterUpper((char)_name[at - 1]) || (at + 1 < _name.Length && char.IsAsciiLetterLower((char)_name[at + 1])));
}
