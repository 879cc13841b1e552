using System.Text.Json;

namespace Quern.Shapes.Texts;

/// <summary>Goes through JSON values that stand one behind the other, with white space, commas or nothing between them.</summary>
/// <param name="text">The text.</param>
internal ref struct JsonSequence(ReadOnlySpan<byte> text)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 200 };

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>Where the value begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length.</summary>
    public int Length { get; private set; }

    /// <summary>Whether something in the text is no JSON value.</summary>
    public bool Failed { get; private set; }

    /// <summary>Goes to the next value; false behind the last one, and where the text goes wrong.</summary>
    public bool MoveNext()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',')
        {
            _at++;
        }

        if (Failed || _at >= _text.Length)
        {
            return false;
        }

        Start = _at;
        Failed = !TrySkip(out var length);
        Length = length;
        _at += length;
        return !Failed;
    }

    private readonly bool TrySkip(out int length)
    {
        length = 0;
        var reader = new Utf8JsonReader(_text[_at..], isFinalBlock: true, new JsonReaderState(Options));
        try
        {
            if (!reader.Read() || (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && !reader.TrySkip()))
            {
                return false;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        length = (int)reader.BytesConsumed;
        return true;
    }
}
