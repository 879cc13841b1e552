using System.Text.Unicode;
using Quern.Rows.Json;

namespace Quern.Shapes.Texts;

/// <summary>Goes through JSON values that stand one behind the other, with white space, commas or nothing between them.</summary>
/// <param name="text">The text.</param>
internal ref struct JsonSequence(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>Where the value begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length.</summary>
    public int Length { get; private set; }

    /// <summary>The value: valid JSON, though a key may stand in it twice.</summary>
    public readonly ReadOnlySpan<byte> Value => _text.Slice(Start, Length);

    /// <summary>Whether something in the text is no JSON value.</summary>
    public bool Failed { get; private set; }

    /// <summary>Goes to the next value; false behind the last one, and where the text goes wrong.</summary>
    public bool MoveNext()
    {
        _at = JsonScan.SkipSpace(_text, _at);
        while (!Failed && _at < _text.Length && _text[_at] == ',')
        {
            _at = JsonScan.SkipSpace(_text, _at + 1);
        }

        if (Failed || _at >= _text.Length)
        {
            return false;
        }

        var end = StrictJson.ValueEnd(_text, _at);
        Failed = end < 0 || GoesOn(end) || !Utf8.IsValid(_text[_at..end]);
        (Start, Length) = Failed ? (_at, 0) : (_at, end - _at);
        _at = Failed ? _at : end;
        return !Failed;
    }

    // Whether a word or a number does not end where it seemed to.
    private readonly bool GoesOn(int end)
        => end < _text.Length && char.IsAsciiLetterOrDigit((char)_text[end]) && char.IsAsciiLetterOrDigit((char)_text[end - 1]);
}
