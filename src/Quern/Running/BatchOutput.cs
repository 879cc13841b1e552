using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// The end of a chain of row steps: collects the rows that are left. Rows that lie beside each other in the text that
/// was read, and that nobody edited, are one run and are copied at once; a batch that passed untouched is not copied
/// at all.
/// </summary>
internal sealed class BatchOutput(bool withPlaces)
{
    private BatchWork _work = null!;
    private int _runStart;
    private int _runEnd;

    /// <summary>How many rows arrived since <see cref="Begin"/>.</summary>
    public long Rows { get; private set; }

    /// <summary>Starts a batch.</summary>
    public void Begin(BatchWork work)
    {
        _work = work;
        _runStart = _runEnd = -1;
        Rows = 0;
    }

    /// <summary>Adds a row.</summary>
    public void Add(Row row)
    {
        Rows++;
        if (withPlaces)
        {
            _work.Places.Add(row.Place);
        }

        var text = _work.Input.Rows.Text.Span;
        if (!text.Overlaps(row.Json, out var start))
        {
            CopyRun(text);
            OneLine.Append(row.Json, _work.Kept);
            _work.Kept.Append((byte)'\n');
        }
        else if (_runEnd >= 0 && start == _runEnd + 1 && text[_runEnd] == '\n')
        {
            _runEnd = start + row.Json.Length;
        }
        else
        {
            CopyRun(text);
            _runStart = start;
            _runEnd = start + row.Json.Length;
        }
    }

    /// <summary>All rows of the batch, each followed by a line feed.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        var text = _work.Input.Rows.Text;
        if (_work.Kept.Length == 0 && _runEnd >= 0 && _runEnd < text.Length && text.Span[_runEnd] == '\n')
        {
            return text.Memory[_runStart..(_runEnd + 1)];
        }

        CopyRun(text.Span);
        return _work.Kept.Memory;
    }

    private void CopyRun(ReadOnlySpan<byte> text)
    {
        if (_runEnd < 0)
        {
            return;
        }

        _work.Kept.Append(text[_runStart.._runEnd]);
        _work.Kept.Append((byte)'\n');
        _runStart = _runEnd = -1;
    }
}
