namespace Quern.Rows.Json;

/// <summary>
/// Goes through every string inside an object or list of valid JSON, at any depth, in the order written. Names of
/// members are no strings here, and what stands under some names is passed over.
/// </summary>
/// <param name="json">The object's or list's text.</param>
/// <param name="without">Names of members whose values are passed over, at any depth.</param>
internal ref struct JsonStrings(ReadOnlySpan<byte> json, ReadOnlySpan<byte[]> without)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly ReadOnlySpan<byte[]> _without = without;
    private int _at = 0;

    /// <summary>The string as written, without its quotes.</summary>
    public ReadOnlySpan<byte> Inside { get; private set; }

    /// <summary>Goes to the next string; false behind the last one.</summary>
    public bool MoveNext()
    {
        while (_json[_at..].IndexOf((byte)'"') is >= 0 and var next)
        {
            var start = _at + next;
            var end = JsonScan.SkipString(_json, start);
            _at = JsonScan.SkipSpace(_json, end);
            Inside = _json[(start + 1)..(end - 1)];
            if (_at >= _json.Length || _json[_at] != ':')
            {
                return true;
            }

            if (IsWithout(Inside))
            {
                _at = JsonScan.SkipValue(_json, JsonScan.SkipSpace(_json, _at + 1));
            }
        }

        return false;
    }

    private readonly bool IsWithout(ReadOnlySpan<byte> name)
    {
        foreach (var other in _without)
        {
            if (JsonMembers.NameEquals(name, other))
            {
                return true;
            }
        }

        return false;
    }
}
