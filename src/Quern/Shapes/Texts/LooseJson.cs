using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>
/// Reads a value that was meant as JSON: JSON itself, what Python prints for its own values, JSON whose brackets are not
/// closed. Only what can mean one thing is mended; a text that is cut in the middle of a string is not. One instance a core.
/// </summary>
internal sealed class LooseJson
{
    private readonly KeysTwice _twice = new();

    /// <summary>Appends the value as valid JSON; false, with the byte where it went wrong and nothing appended, when it cannot be read.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, ByteBuffer to, out int badAt)
    {
        var (start, length) = Fence.Strip(text);
        var mark = to.Length;
        var reader = new LooseReader(text[..(start + length)], start, to, bareWords: false);
        var good = reader.TryValue() && reader.TryEnd() && !_twice.Any(to.Span[mark..]);
        badAt = reader.At;
        to.Length = good ? to.Length : mark;
        return good;
    }
}
