using Quern.Rows;

namespace Quern.Running;

/// <summary>Goes through the rows of one source, one at a time; each batch is read when its first row is wanted.</summary>
/// <param name="source">The source.</param>
/// <param name="index">Its position in the run.</param>
/// <param name="taken">How many of its rows were taken before: they are passed over.</param>
/// <param name="workFolder">Takes temporary files.</param>
internal sealed class SourceCursor(SourceSpec source, int index, long taken, string workFolder) : IDisposable
{
    // Beyond its maximum a source that fills has more to give; when that is due, the order of the blend says.
    private readonly SourceFill _fill = new(
        source.Filling == SourceFilling.Rest ? source with { Max = null } : source, index, FileStretch.All(source), default, workFolder, mayBeShort: true, maybeNotToItsEnd: true);

    private readonly RowBatch _rows = new();
    private Place _first;
    private int _next;
    private long _toSkip = taken;
    private string? _told;
    private bool _closed;

    /// <summary>How many of its bytes were read.</summary>
    public long Position { get; private set; }

    /// <summary>Makes sure that there is a row; false when the source has none left.</summary>
    public bool HasRow()
    {
        while (_next >= _rows.Count || _toSkip > 0)
        {
            if (_next >= _rows.Count)
            {
                _rows.Clear();
                _next = 0;
                if (!_fill.Fill(_rows, out _first))
                {
                    return false;
                }

                Position = _fill.Position;
            }

            Skip();
        }

        return true;
    }

    /// <summary>Moves the row to the end of a batch.</summary>
    public Place MoveTo(BatchWork work)
    {
        var place = _first with { Ordinal = _first.Ordinal + _rows.OrdinalOf(_next) };
        work.Input.Rows.Append(_rows, _next++);
        work.Input.Places.Add(place);
        return place;
    }

    /// <summary>What is to be noted since the last time; null when nothing is.</summary>
    /// <param name="atRow">How many rows the batch holds that is being filled.</param>
    /// <param name="ended">Whether the source has ended.</param>
    public BlendNote? Note(int atRow, bool ended)
    {
        var said = _fill.Short == _told ? null : _told is null ? _fill.Short : _fill.Short![(_told.Length + 1)..];
        _told = _fill.Short;
        return ended || said is not null ? new BlendNote(atRow, index, ended, ended ? _fill.Count.Rows : 0, said, ended ? _fill.Lost : null) : null;
    }

    /// <summary>Stops a read that waits; may be called from any thread, but not while the cursor is closed.</summary>
    public void Interrupt()
    {
        if (!_closed)
        {
            _fill.Interrupt();
        }
    }

    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            _fill.Dispose();
        }
    }

    // What was wrong with the files before this place was noted when they were read first.
    private void Skip()
    {
        if (_toSkip == 0)
        {
            return;
        }

        var skipped = (int)Math.Min(_toSkip, _rows.Count - _next);
        _next += skipped;
        _toSkip -= skipped;
        _told = _fill.Short;
    }
}
