using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// Fills batches with rows of several sources, interleaved row by row by their weights. A source is opened when its first
/// row is due, and stays open from portion to portion; one that ends, or fails, is left out from there on.
/// </summary>
/// <param name="sources">Every source of the run.</param>
/// <param name="target">How many rows are wanted.</param>
/// <param name="workFolder">Takes temporary files.</param>
internal sealed class SourceBlend(IReadOnlyList<SourceSpec> sources, long target, string workFolder) : IDisposable
{
    private readonly BlendOrder _order = new(sources);
    private readonly SourceCursor?[] _cursors = new SourceCursor?[sources.Count];
    private readonly Lock _opening = new();
    private BlendStand _stand = new(BlendState.Start(sources.Count));
    private long _left;
    private bool _prepared;
    private bool _interrupted;
    private volatile bool _stopped;

    /// <summary>Begins a portion: at most so many rows from this state on.</summary>
    public void Begin(BlendState start, long rows)
    {
        if (!_stand.Sources.SequenceEqual([.. start.Sources]))
        {
            CloseAll();
            _stand = new BlendStand(start);
        }

        _left = rows;
        PrepareFirstFiles();
    }

    /// <summary>Fills a batch; false at the portion's end.</summary>
    public bool Fill(BatchWork work)
    {
        var rows = work.Input.Rows;
        while (_left > 0 && !_stopped && rows.Text.Length < RowBatch.TextSize && _order.Next(_stand.Sources) is >= 0 and var source)
        {
            var cursor = _cursors[source] ?? Open(source);
            var hasRow = cursor.HasRow();
            if (cursor.Note(rows.Count, !hasRow) is { } note)
            {
                work.Notes.Add(note);
                _stand.Take(note);
            }

            if (hasRow)
            {
                _stand.Take(cursor.MoveTo(work));
                _left--;
            }
            else
            {
                Close(cursor);
            }
        }

        work.Position = _cursors.Sum(static c => c?.Position ?? 0);
        return rows.Count + work.Notes.Count > 0;
    }

    /// <summary>No more rows are needed; may be called from any thread.</summary>
    public void Stop() => _stopped = true;

    /// <summary>Stops reads that wait; may be called from any thread.</summary>
    public void Interrupt()
    {
        lock (_opening)
        {
            _interrupted = true;
            foreach (var cursor in _cursors)
            {
                cursor?.Interrupt();
            }
        }
    }

    public void Dispose() => CloseAll();

    // They are fetched beside each other, but only those of which a row is wanted at all.
    private void PrepareFirstFiles()
    {
        var total = (Int128)sources.Where(static s => s.Filling != SourceFilling.Only).Sum(static s => (decimal)s.Weight);
        for (var i = 0; i < sources.Count && !_prepared; i++)
        {
            if (sources[i] is { Filling: not SourceFilling.Only, Files.Count: > 0 } && !_stand.Sources[i].Ended && (Int128)sources[i].Weight * target >= total)
            {
                sources[i].Files[0].Prepare();
            }
        }

        _prepared = true;
    }

    private SourceCursor Open(int source)
    {
        lock (_opening)
        {
            var cursor = _cursors[source] = new SourceCursor(sources[source], source, _stand.Sources[source].Taken, workFolder);
            if (_interrupted)
            {
                cursor.Interrupt();
            }

            return cursor;
        }
    }

    // Not while somebody interrupts it.
    private void Close(SourceCursor? cursor)
    {
        lock (_opening)
        {
            cursor?.Dispose();
        }
    }

    private void CloseAll()
    {
        foreach (var cursor in _cursors)
        {
            Close(cursor);
        }

        Array.Clear(_cursors);
    }
}
