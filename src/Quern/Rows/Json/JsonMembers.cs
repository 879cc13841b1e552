namespace Quern.Rows.Json;

/// <summary>Goes through the members of an object that is known to be valid JSON, without allocating.</summary>
/// <param name="json">The object's text.</param>
internal ref struct JsonMembers(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at = JsonScan.SkipSpace(json, 0) + 1;

    /// <summary>Index of the opening quote of the member's name.</summary>
    public int NameStart { get; private set; }

    /// <summary>Index of the value's first byte.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Index behind the value.</summary>
    public int ValueEnd { get; private set; }

    /// <summary>The name as written, without its quotes.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The value as written.</summary>
    public readonly ReadOnlySpan<byte> Value => _json[ValueStart..ValueEnd];

    /// <summary>Goes to the next member; false behind the last one.</summary>
    public bool MoveNext()
    {
        _at = JsonScan.SkipSpace(_json, _at);
        if (_json[_at] == ',')
        {
            _at = JsonScan.SkipSpace(_json, _at + 1);
        }

        if (_json[_at] == '}')
        {
            return false;
        }

        NameStart = _at;
        var nameEnd = JsonScan.SkipString(_json, _at);
        Name = _json[(NameStart + 1)..(nameEnd - 1)];
        // Over the colon to the value.
        ValueStart = JsonScan.SkipSpace(_json, JsonScan.SkipSpace(_json, nameEnd) + 1);
        ValueEnd = _at = JsonScan.SkipValue(_json, ValueStart);
        return true;
    }

    /// <summary>Goes to the member of this name; false when there is none.</summary>
    public bool MoveTo(ReadOnlySpan<byte> name)
    {
        while (MoveNext())
        {
            if (NameEquals(Name, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name as written stands for <paramref name="name"/>.</summary>
    public static bool NameEquals(ReadOnlySpan<byte> written, ReadOnlySpan<byte> name)
    {
        if (written.SequenceEqual(name))
        {
            return true;
        }

        // No escape is shorter than what it stands for.
        return written.Length > name.Length && written.Contains((byte)'\\') && JsonUnescape.Equals(written, name);
    }
}
