using System.Text.Unicode;
using Quern.Rows;

namespace Quern.Formats.Csv;

/// <summary>
/// The records of a file, one after the other. A record that is wrong is given with its fault and reading goes on: after
/// a quote that is never closed, or closed in the middle of a value, with the next line, since nothing tells where the
/// value was meant to end.
/// </summary>
internal sealed class CsvRecords(ByteSource source, byte separator) : IDisposable
{
    // No value of real data comes near this; a quote that is never closed must not pull the whole file into memory.
    private const int MaxRecord = 256 << 20;

    private readonly CsvRecord _record = new(separator);
    private byte[] _text = new byte[RowBatch.TextSize];
    private int _start;
    private int _end;
    private int _length;
    private int _consumed;
    private bool _atEnd;
    private SourceFault? _failure;

    /// <summary>What the file is called in messages.</summary>
    public string Name => source.Name;

    /// <summary>How many bytes of the file have been consumed.</summary>
    public long Position => source.Position;

    /// <summary>1-based number of the line on which the record begins.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The record's text without its line break; valid until the next record is read.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(_start, _length);

    /// <summary>The record's values; meaningless when it has a fault.</summary>
    public ReadOnlySpan<CsvField> Fields => _record.Fields;

    /// <summary>What is wrong with the record, if anything.</summary>
    public RowFault? Fault { get; private set; }

    /// <summary>Goes to the next record that is not a blank line; false at the end.</summary>
    public bool MoveNext()
    {
        do
        {
            Line += _text.AsSpan(_start, _consumed).Count((byte)'\n');
            _start += _consumed;
            _consumed = 0;
            _length = 0;
            if (_start == _end && !Refill())
            {
                return false;
            }

            Read();
        }
        while (_length == 0);
        return true;
    }

    public void Dispose() => source.Dispose();

    private void Read()
    {
        CsvEnd end;
        do
        {
            end = _record.Read(_text.AsSpan(_start, _end - _start), _atEnd);
        }
        while (end == CsvEnd.NeedsMore && !_atEnd && _end - _start < MaxRecord && (Refill() || _atEnd));

        Fault = null;
        _consumed = _record.Consumed;
        if (end != CsvEnd.Complete)
        {
            TakeOneLine(end);
        }

        _length = _text.AsSpan(_start, _consumed).TrimEnd("\r\n"u8).Length;
        if (Fault is null && !Utf8.IsValid(Text))
        {
            Fault = new RowFault("invalid-utf8", "The record holds bytes that are not UTF-8. Was the file written in another encoding?");
        }
    }

    private void TakeOneLine(CsvEnd end)
    {
        var text = _text.AsSpan(_start, _end - _start);
        var lineEnd = text.IndexOf((byte)'\n');
        _consumed = lineEnd < 0 ? text.Length : lineEnd + 1;
        Fault = new RowFault("csv-quotes", end == CsvEnd.BadQuote
            ? "A quoted value that begins on this line is followed by other text; a separator or the end of the line was expected. A quote inside a value must be doubled."
            : "A quote that is opened on this line is never closed.");
    }

    // Reads as much again as is held, so that a long record is looked through only a few times.
    private bool Refill()
    {
        var held = _end - _start;
        if (_start > 0)
        {
            _text.AsSpan(_start, held).CopyTo(_text);
            _start = 0;
            _end = held;
        }

        if (_end == _text.Length)
        {
            Array.Resize(ref _text, _text.Length * 2);
        }

        var before = _end;
        while (_end < _text.Length && _failure is null && ReadSome() && _end - before < held)
        {
            // On to the double.
        }

        return _end > before ? true : _failure is null ? false : throw _failure;
    }

    private bool ReadSome()
    {
        try
        {
            var read = source.Read(_text.AsSpan(_end));
            _end += read;
            _atEnd = read == 0;
            return read > 0;
        }
        catch (SourceFault fault)
        {
            // What was read before the damage is used first.
            _failure = fault;
            return false;
        }
    }
}
