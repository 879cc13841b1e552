namespace Quern.Rows.Json;

/// <summary>Goes through the elements of a list that is known to be valid JSON.</summary>
/// <param name="json">The list's text.</param>
internal ref struct JsonElements(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at = JsonScan.SkipSpace(json, 0) + 1;

    /// <summary>Where the element begins, within the list.</summary>
    public int Start { get; private set; }

    /// <summary>Its length.</summary>
    public int Length { get; private set; }

    /// <summary>The element as written.</summary>
    public readonly ReadOnlySpan<byte> Value => _json.Slice(Start, Length);

    /// <summary>Goes to the next element; false behind the last one.</summary>
    public bool MoveNext()
    {
        _at = JsonScan.SkipSpace(_json, _at);
        if (_json[_at] == ',')
        {
            _at = JsonScan.SkipSpace(_json, _at + 1);
        }

        if (_json[_at] == ']')
        {
            return false;
        }

        Start = _at;
        _at = JsonScan.SkipValue(_json, _at);
        Length = _at - Start;
        return true;
    }
}
