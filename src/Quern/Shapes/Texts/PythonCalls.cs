using System.Text.Unicode;
using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>Where a call that was read from a text stands.</summary>
/// <param name="NameStart">Where its name begins, in the text.</param>
/// <param name="NameLength">The name's length.</param>
/// <param name="ArgumentsStart">Where its arguments begin, a JSON object in the buffer.</param>
/// <param name="ArgumentsLength">Their length.</param>
internal readonly record struct CallText(int NameStart, int NameLength, int ArgumentsStart, int ArgumentsLength);

/// <summary>
/// Reads calls that are written as in Python, <c>name(argument=value, …)</c>, several behind each other with line breaks,
/// spaces, commas or semicolons between them, also within brackets. Arguments without a name stand under <c>args</c>; of two
/// with one name the last counts. One instance a core.
/// </summary>
internal sealed class PythonCalls
{
    private readonly KeysOnce _keys = new();
    private readonly ByteBuffer _unnamed = new();

    /// <summary>Reads all calls of a text; false, with the byte where it went wrong and nothing added, when any of them cannot be read.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, ByteBuffer own, List<CallText> calls, out int badAt)
    {
        var (mark, count) = (own.Length, calls.Count);
        badAt = Separators(text, 0);
        if (Utf8.IsValid(text) && TryCalls(text, ref badAt, own, calls))
        {
            return true;
        }

        own.Length = mark;
        calls.RemoveRange(count, calls.Count - count);
        return false;
    }

    private bool TryCalls(ReadOnlySpan<byte> text, ref int at, ByteBuffer own, List<CallText> calls)
    {
        while (at < text.Length)
        {
            if (!TryCall(text, ref at, own, calls))
            {
                return false;
            }

            at = Separators(text, at);
        }

        return true;
    }

    private bool TryCall(ReadOnlySpan<byte> text, ref int at, ByteBuffer own, List<CallText> calls)
    {
        var (start, nameStart) = (own.Length, at);
        at = NameEnd(text, at);
        var name = text[nameStart..at].TrimEnd(" \t"u8);
        if (at >= text.Length || text[at] != '(' || name.IsEmpty)
        {
            return false;
        }

        var reader = new LooseReader(text, at + 1, own, inCall: true);
        own.Append((byte)'{');
        _unnamed.Clear();
        var good = TryArguments(text, ref reader, own, start);
        at = reader.At;
        if (!good || !TryOnce(own, start) || !TryAddUnnamed(own, start))
        {
            return false;
        }

        own.Append((byte)'}');
        calls.Add(new CallText(nameStart, name.Length, start, own.Length - start));
        return true;
    }

    // The last of the arguments with one name counts. The object is closed for as long as it is looked at.
    private bool TryOnce(ByteBuffer own, int start)
    {
        own.Append((byte)'}');
        if (!_keys.TryFind(own.Span[start..]))
        {
            return false;
        }

        _keys.Drop(own, start);
        own.Length--;
        return true;
    }

    // What stands under args by name, and what would stand there without one, cannot both be told.
    private bool TryAddUnnamed(ByteBuffer own, int start)
    {
        if (_unnamed.Length == 0)
        {
            return true;
        }

        own.Append(own.Length > start + 1 ? ",\"args\":["u8 : "\"args\":["u8);
        own.Append(_unnamed.Span);
        own.Append("]}"u8);
        var good = _keys.TryFind(own.Span[start..]) && !_keys.AnyTwice;
        own.Length--;
        return good;
    }

    private bool TryArguments(ReadOnlySpan<byte> text, ref LooseReader reader, ByteBuffer own, int start)
    {
        while (true)
        {
            reader.SkipSpace();
            if (reader.Peek() == ')')
            {
                return reader.MoveTo(reader.At + 1);
            }

            if (!TryArgument(text, ref reader, own, start))
            {
                return false;
            }

            reader.SkipSpace();
            if (reader.Peek() == ',')
            {
                reader.MoveTo(reader.At + 1);
            }
            else if (reader.Peek() != ')')
            {
                return false;
            }
        }
    }

    private bool TryArgument(ReadOnlySpan<byte> text, ref LooseReader reader, ByteBuffer own, int start)
    {
        var nameLength = ArgumentName(text, reader.At);
        var mark = own.Length;
        if (nameLength == 0)
        {
            if (!reader.TryValue())
            {
                return false;
            }

            // Written where the named ones stand, and moved: they come behind all of those.
            _unnamed.Append(_unnamed.Length > 0 ? ","u8 : ""u8);
            _unnamed.Append(own.Span[mark..]);
            own.Length = mark;
            return true;
        }

        own.Append(own.Length > start + 1 ? ",\""u8 : "\""u8);
        own.Append(text.Slice(reader.At, nameLength));
        own.Append("\":"u8);
        reader.MoveTo(reader.At + nameLength);
        reader.SkipSpace();
        reader.MoveTo(reader.At + 1);
        return reader.TryValue();
    }

    // The length of the name of an argument that has one; 0 otherwise.
    private static int ArgumentName(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit((char)text[end]) || text[end] is (byte)'_' or (byte)'-' or (byte)'.' or >= 0x80))
        {
            end++;
        }

        var behind = end;
        while (behind < text.Length && text[behind] is (byte)' ' or (byte)'\t')
        {
            behind++;
        }

        return behind < text.Length && text[behind] == '=' ? end - at : 0;
    }

    // Where the name of a call ends, with the spaces behind it.
    private static int NameEnd(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'_' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)':' or (byte)' ' or (byte)'\t' or >= 0x80))
        {
            at++;
        }

        return at;
    }

    private static int Separators(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)';' or (byte)'[' or (byte)']')
        {
            at++;
        }

        return at;
    }
}
