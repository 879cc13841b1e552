using System.Buffers;
using Quern.Rows;

namespace Quern.Formats.WholeJson;

/// <summary>
/// Walks through a JSON document of any size one block at a time, and copies or skips whole values. It only looks at
/// quotes and brackets: whether a value is sound JSON is found out by the check of rows. Methods that meet damage they
/// cannot pass give a sentence about it, otherwise null.
/// </summary>
internal sealed class DocumentBytes(ByteSource source)
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]\r\n"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",]} \t\r\n"u8);

    private readonly byte[] _block = new byte[RowBatch.TextSize];
    private readonly ByteBuffer _closers = new();
    private ByteBuffer? _copy;
    private int _copied;
    private int _at;
    private int _length;

    /// <summary>How many bytes of the file have been consumed.</summary>
    public long Position => source.Position;

    /// <summary>1-based number of the line that has been reached.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Goes over white space and gives the byte behind it without taking it; -1 at the end.</summary>
    public int Peek()
    {
        while (true)
        {
            while (_at < _length)
            {
                var value = _block[_at];
                if (value > ' ' || value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                {
                    return value;
                }

                Line += value == '\n' ? 1 : 0;
                _at++;
            }

            if (!Refill())
            {
                return -1;
            }
        }
    }

    /// <summary>Takes the byte that <see cref="Peek"/> gave.</summary>
    public void Take() => _at++;

    /// <summary>
    /// Copies the value that begins here, or skips it when there is nowhere to copy it to. Line breaks in its white
    /// space become spaces, because a row must stay on one line; all else stays as it is.
    /// </summary>
    public string? CopyValue(ByteBuffer? to)
    {
        _copy = to;
        _copied = _at;
        var damage = _block[_at] switch
        {
            (byte)'{' or (byte)'[' => PassContainer(),
            (byte)'"' => PassString() ? null : BreaksOff(),
            _ => PassScalar(),
        };
        _copy?.Append(_block.AsSpan(_copied, _at - _copied));
        _copy = null;
        return damage;
    }

    /// <summary>
    /// Inside an object: takes the name of the next member, as written and with its quotes, and goes to its value. Not
    /// <paramref name="found"/> behind the closing brace, which is taken too.
    /// </summary>
    public string? NextMember(ByteBuffer name, out bool found)
    {
        found = false;
        name.Clear();
        if (Peek() == ',')
        {
            Take();
        }

        switch (Peek())
        {
            case '}':
                Take();
                return null;
            case '"':
                found = true;
                return CopyValue(name) ?? Expect(':') ?? (Peek() < 0 ? BreaksOff() : null);
            default:
                return Unexpected("a name in quotes or '}'");
        }
    }

    /// <summary>Inside an array: goes to the next element. Not <paramref name="found"/> behind the closing bracket.</summary>
    public string? NextElement(bool isFirst, out bool found)
    {
        found = false;
        if (!isFirst && Peek() == ',')
        {
            Take();
            isFirst = true;
        }

        switch (Peek())
        {
            case ']':
                Take();
                return null;
            case < 0:
                return BreaksOff();
            default:
                found = isFirst;
                return isFirst ? null : Unexpected("',' or ']'");
        }
    }

    /// <summary>Says that something else stands here than was expected.</summary>
    public string Unexpected(string expected)
        => Peek() is >= 0 and var found ? $"line {Line:N0} has {Name(found)} where {expected} was expected" : BreaksOff();

    private static string Name(int found) => found is > ' ' and < 0x7f ? $"'{(char)found}'" : $"the byte 0x{found:x2}";

    private string? Expect(char wanted)
    {
        if (Peek() != wanted)
        {
            return Unexpected($"'{wanted}'");
        }

        Take();
        return null;
    }

    private string? PassContainer()
    {
        _closers.Clear();
        do
        {
            if (_at == _length && !Refill())
            {
                return BreaksOff();
            }

            var skipped = _block.AsSpan(_at, _length - _at).IndexOfAny(Structure);
            _at = skipped < 0 ? _length : _at + skipped;
            if (skipped >= 0 && PassStructure(_block[_at]) is { } damage)
            {
                return damage;
            }
        }
        while (_closers.Length > 0);
        return null;
    }

    private string? PassStructure(byte found)
    {
        switch (found)
        {
            case (byte)'\r' or (byte)'\n':
                Line += found == '\n' ? 1 : 0;
                _block[_at++] = (byte)' ';
                return null;
            case (byte)'"':
                return PassString() ? null : BreaksOff();
            case (byte)'{' or (byte)'[':
                _closers.Append(found == '{' ? (byte)'}' : (byte)']');
                _at++;
                return null;
            case var _ when _closers.Span[^1] == found:
                _closers.Length--;
                _at++;
                return null;
            default:
                return Unexpected($"'{(char)_closers.Span[^1]}'");
        }
    }

    // From the opening quote to behind the closing one; false when the document ends before.
    private bool PassString()
    {
        _at++;
        while (true)
        {
            var rest = _block.AsSpan(_at, _length - _at);
            var length = rest.IndexOfAny((byte)'"', (byte)'\\');
            Line += (length < 0 ? rest : rest[..length]).Count((byte)'\n');
            _at = length < 0 ? _length : _at + length;
            if (length >= 0 && _block[_at++] == '"')
            {
                return true;
            }

            // Behind a backslash one byte is passed unseen, and it may lie in the next block.
            if (_at == _length && !Refill())
            {
                return false;
            }

            _at += length < 0 ? 0 : 1;
        }
    }

    private string? PassScalar()
    {
        var start = _at;
        var refilled = false;
        while (true)
        {
            var length = _block.AsSpan(_at, _length - _at).IndexOfAny(ScalarEnd);
            _at = length < 0 ? _length : _at + length;
            if (length >= 0 || !Refill())
            {
                return refilled || _at > start ? null : Unexpected("a value");
            }

            refilled = true;
        }
    }

    private string BreaksOff() => $"the file ends on line {Line:N0} before everything is closed";

    private bool Refill()
    {
        _copy?.Append(_block.AsSpan(_copied, _length - _copied));
        _at = _copied = 0;
        _length = source.Read(_block);
        return _length > 0;
    }
}
