namespace Quern.Formats.Csv;

/// <summary>How far a record could be followed in the text at hand.</summary>
internal enum CsvEnd
{
    /// <summary>To its end.</summary>
    Complete,

    /// <summary>The text ends before the record does.</summary>
    NeedsMore,

    /// <summary>To a closing quote behind which something else than a separator or a line break stands.</summary>
    BadQuote,
}

/// <summary>Finds the values of one record: separators, quotes, line breaks, by vector search from one to the next.</summary>
internal sealed class CsvRecord(byte separator)
{
    private readonly List<CsvField> _fields = [];

    /// <summary>The values.</summary>
    public ReadOnlySpan<CsvField> Fields => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_fields);

    /// <summary>Bytes of the record with its line break.</summary>
    public int Consumed { get; private set; }

    /// <summary>Reads the record at the beginning of the text; at the end of the file a missing line break is none.</summary>
    public CsvEnd Read(ReadOnlySpan<byte> text, bool atEnd)
    {
        _fields.Clear();
        var at = 0;
        while (true)
        {
            var end = at < text.Length && text[at] == '"' ? Quoted(text, ref at, atEnd) : Bare(text, ref at, atEnd);
            if (end != CsvEnd.Complete)
            {
                return end;
            }

            if (at >= text.Length || text[at] == '\n')
            {
                Consumed = Math.Min(at + 1, text.Length);
                return CsvEnd.Complete;
            }

            at++;
        }
    }

    // Both leave the index at the separator or line feed behind the value, or at the end of the text.
    private CsvEnd Bare(ReadOnlySpan<byte> text, ref int at, bool atEnd)
    {
        var length = text[at..].IndexOfAny(separator, (byte)'\n');
        if (length < 0 && !atEnd)
        {
            return CsvEnd.NeedsMore;
        }

        var start = at;
        length = length < 0 ? text.Length - at : length;
        at += length;
        var isLast = at == text.Length || text[at] == '\n';
        if (isLast && length > 0 && text[at - 1] == '\r')
        {
            length--;
        }

        _fields.Add(new CsvField(start, length, Quoted: false, Doubled: false));
        return CsvEnd.Complete;
    }

    private CsvEnd Quoted(ReadOnlySpan<byte> text, ref int at, bool atEnd)
    {
        var start = ++at;
        var doubled = false;
        while (true)
        {
            var length = text[at..].IndexOf((byte)'"');
            if (length < 0)
            {
                return CsvEnd.NeedsMore;
            }

            at += length + 1;
            if (at == text.Length && !atEnd)
            {
                return CsvEnd.NeedsMore;
            }

            if (at == text.Length || text[at] != '"')
            {
                break;
            }

            doubled = true;
            at++;
        }

        _fields.Add(new CsvField(start, at - 1 - start, Quoted: true, doubled));
        return AfterQuote(text, ref at, atEnd);
    }

    private CsvEnd AfterQuote(ReadOnlySpan<byte> text, ref int at, bool atEnd)
    {
        if (at < text.Length && text[at] == '\r')
        {
            at++;
            if (at == text.Length && !atEnd)
            {
                return CsvEnd.NeedsMore;
            }

            return at == text.Length || text[at] == '\n' ? CsvEnd.Complete : CsvEnd.BadQuote;
        }

        return at == text.Length || text[at] == '\n' || text[at] == separator ? CsvEnd.Complete : CsvEnd.BadQuote;
    }
}
