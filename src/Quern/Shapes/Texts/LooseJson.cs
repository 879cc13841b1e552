using System.Text.Unicode;
using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>
/// Reads a value that was meant as JSON: JSON itself, what Python prints for its own values, JSON whose brackets are not
/// closed. Only what can mean one thing is mended; a text that is cut in the middle of a string is not. One instance a core.
/// </summary>
internal sealed class LooseJson
{
    private readonly KeysOnce _keys = new();
    private readonly ByteBuffer _scratch = new();

    /// <summary>
    /// Appends the value as valid JSON without duplicate keys, of which the last counts; false, with the byte where it went
    /// wrong and nothing appended, when it cannot be read.
    /// </summary>
    public bool TryRead(ReadOnlySpan<byte> text, ByteBuffer to, out int badAt)
    {
        badAt = 0;
        if (!Utf8.IsValid(text))
        {
            badAt = InvalidUtf8At(text);
            return false;
        }

        if (IsGood(text, out var whole))
        {
            to.Append(whole);
            return true;
        }

        var mark = to.Length;
        if (TryRewrite(text, to, out badAt))
        {
            return true;
        }

        to.Length = mark;
        return false;
    }

    // Whether the text is good as it is, which nearly always is seen without writing it.
    private bool IsGood(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> whole)
    {
        whole = text.Trim(" \t\r\n"u8);
        return StrictJson.ValueEnd(whole, 0) == whole.Length && _keys.TryFind(whole) && !_keys.AnyTwice && (!_keys.AnyEscape || IsOnce(whole));
    }

    // Keys with escapes are compared in the one form in which they are rewritten.
    private bool IsOnce(ReadOnlySpan<byte> json)
    {
        _scratch.Clear();
        return TryRewrite(json, _scratch, out _) && !_keys.AnyTwice;
    }

    private bool TryRewrite(ReadOnlySpan<byte> text, ByteBuffer to, out int badAt)
    {
        var (start, length) = Fence.Strip(text);
        var mark = to.Length;
        var reader = new LooseReader(text[..(start + length)], start, to, inCall: false);
        var good = reader.TryValue() && reader.TryEnd();
        badAt = reader.At;
        if (!good || !_keys.TryFind(to.Span[mark..]))
        {
            return false;
        }

        _keys.Drop(to, mark);
        return true;
    }

    private static int InvalidUtf8At(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(text[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
        {
            at += used;
        }

        return at;
    }
}
