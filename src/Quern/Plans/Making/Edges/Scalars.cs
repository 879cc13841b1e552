using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Plans.Making.Edges;

/// <summary>Goes through the texts and numbers of a JSON value at any depth, names of members left out.</summary>
/// <param name="json">The value.</param>
/// <param name="scratch">Room for texts with escapes.</param>
internal ref struct Scalars(ReadOnlySpan<byte> json, ByteBuffer scratch)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;

    /// <summary>The text in plain UTF-8, or the number as written.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber { get; private set; }

    /// <summary>Goes to the next one; false behind the last.</summary>
    public bool MoveNext()
    {
        while (_at < _json.Length)
        {
            var found = _json[_at..].IndexOfAny(Begins);
            if (found < 0)
            {
                return false;
            }

            var start = _at += found;
            if (_json[start] != '"')
            {
                var length = _json[start..].IndexOfAnyExcept(OfNumbers);
                _at = length < 0 ? _json.Length : start + length;
                Value = _json[start.._at];
                IsNumber = true;
                return true;
            }

            _at = JsonScan.SkipString(_json, start);
            var behind = JsonScan.SkipSpace(_json, _at);
            if (behind >= _json.Length || _json[behind] != ':')
            {
                Value = Plain(_json[(start + 1)..(_at - 1)]);
                IsNumber = false;
                return true;
            }
        }

        return false;
    }

    private static readonly System.Buffers.SearchValues<byte> Begins = System.Buffers.SearchValues.Create("\"-0123456789"u8);
    private static readonly System.Buffers.SearchValues<byte> OfNumbers = System.Buffers.SearchValues.Create("-+.eE0123456789"u8);

    private readonly ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> inside)
    {
        if (!inside.Contains((byte)'\\'))
        {
            return inside;
        }

        scratch.Clear();
        JsonUnescape.Write(inside, scratch);
        return scratch.Span;
    }
}
