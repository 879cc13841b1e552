using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.Csv;

/// <summary>
/// Reads CSV and TSV, plain or gzip. The first record must name the columns: a file without a header cannot be told from
/// one with, so its first record would be lost as names. An empty value is null, a quoted empty one is empty text; blank
/// lines are no rows. Records that do not fit are delivered as broken rows, in their place.
/// <para>
/// The file is read twice, first to learn what its columns hold. This reader is written by hand because DuckDB's gives no
/// rows at all after some faults, shortens the lines it rejects, and takes a truncated gzip file for a whole one.
/// </para>
/// </summary>
internal sealed class CsvReader(string path, InputFormat format) : RowReader
{
    private readonly ByteBuffer _value = new();
    private CsvRecords? _records;
    private CsvHeader? _header;
    private CsvKinds? _kinds;
    private SourceFault? _fault;
    private long _ordinal;
    private bool _ended;
    private volatile bool _interrupted;

    public override long Position => _records?.Position ?? 0;

    public override bool Read(RowBatch batch)
    {
        Begin();
        batch.Clear();
        batch.File = _records!.Name;
        batch.FirstOrdinal = _ordinal;
        batch.Trusted = true;
        Fill(batch);
        if (batch.Count == 0 && _fault is not null)
        {
            throw _fault;
        }

        _ordinal += batch.Count;
        return batch.Count > 0;
    }

    public override void Interrupt() => _interrupted = true;

    protected override void Dispose(bool disposing) => _records?.Dispose();

    private void Begin()
    {
        if (_records is not null)
        {
            return;
        }

        _kinds = Learn();
        _records = Open();
        _header = CsvHeader.Read(_records);
    }

    private CsvRecords Open()
    {
        var source = ByteSource.Open(path);
        return new CsvRecords(source, format == InputFormat.Tsv ? (byte)'\t' : CsvHeader.SeparatorOf(source.Peeked));
    }

    private CsvKinds? Learn()
    {
        using var records = Open();
        if (CsvHeader.Read(records) is not { } header)
        {
            return null;
        }

        var kinds = new CsvKinds(header.Names.Count);
        try
        {
            while (!kinds.AllText && records.MoveNext())
            {
                ThrowIfInterrupted();
                if (records.Fault is null && records.Fields.Length == header.Names.Count)
                {
                    kinds.Add(records.Text, records.Fields);
                }
            }
        }
        catch (SourceFault)
        {
            // The rows before the damage are delivered first; reading them meets it again.
        }

        return kinds;
    }

    private void Fill(RowBatch batch)
    {
        var line = 0L;
        while (batch.Text.Length < RowBatch.TextSize && MoveNext())
        {
            ThrowIfInterrupted();
            if (batch.Count == 0)
            {
                line = batch.FirstLine = _records!.Line;
            }

            // As many line feeds as the file has, so that line numbers can be counted in the batch.
            for (; line < _records!.Line; line++)
            {
                batch.Text.Append((byte)'\n');
            }

            line += Add(batch);
        }
    }

    private bool MoveNext()
    {
        try
        {
            _ended = _ended || _header is null || !_records!.MoveNext();
        }
        catch (SourceFault fault)
        {
            _fault = fault;
            _ended = true;
        }

        return !_ended;
    }

    // Adds the record as a row, and tells how many line feeds it brought into the text.
    private int Add(RowBatch batch)
    {
        var record = _records!.Text;
        var fields = _records.Fields;
        var start = batch.Text.Length;
        var fault = _records.Fault ?? (fields.Length == _header!.Names.Count ? null : Miscounted(fields.Length));
        if (fault is { } broken)
        {
            batch.Text.Append(record);
            batch.AddBroken(start, record.Length, broken);
            batch.Text.Append((byte)'\n');
            return record.Count((byte)'\n') + 1;
        }

        for (var i = 0; i < fields.Length; i++)
        {
            batch.Text.Append(_header!.Keys[i]);
            WriteValue(record, fields[i], _kinds![i], batch.Text);
        }

        batch.Text.Append((byte)'}');
        batch.Add(start, batch.Text.Length - start);
        batch.Text.Append((byte)'\n');
        return 1;
    }

    private void WriteValue(ReadOnlySpan<byte> record, CsvField field, CsvKind kind, ByteBuffer to)
    {
        var value = record.Slice(field.Start, field.Length);
        if (field.IsNull)
        {
            to.Append("null"u8);
        }
        else if (kind == CsvKind.Text)
        {
            JsonText.WriteString(field.Doubled ? WithoutDoubles(value) : value, to);
        }
        else if (kind == CsvKind.Number && CsvKinds.IsNumber(value))
        {
            to.Append(value);
        }
        else if (kind == CsvKind.Boolean && CsvKinds.IsBoolean(value))
        {
            to.Append(CsvKinds.IsTrue(value) ? "true"u8 : "false"u8);
        }
        else
        {
            throw new SourceFault($"{path}:{_records!.Line}: the file changed while it was read: a column that held only {kind} values now holds another. Read it again.");
        }
    }

    private ReadOnlySpan<byte> WithoutDoubles(ReadOnlySpan<byte> value)
    {
        _value.Clear();
        for (int quote; (quote = value.IndexOf((byte)'"')) >= 0; value = value[(quote + 2)..])
        {
            _value.Append(value[..(quote + 1)]);
        }

        _value.Append(value);
        return _value.Span;
    }

    private RowFault? Miscounted(int found)
        => new RowFault("csv-columns", $"The record has {found} value{(found == 1 ? "" : "s")}; the header names {_header!.Names.Count} columns.");

    private void ThrowIfInterrupted()
    {
        if (_interrupted)
        {
            throw new OperationCanceledException("Reading was interrupted.");
        }
    }
}
