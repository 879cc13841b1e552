using Quern.Formats;
using Quern.Formats.Selecting;
using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// Fills batches from files of a source, one after the other, up to the source's maximum. When a file breaks off, a recipe
/// goes on with what was read and says so; a single verb stops.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="sourceIndex">Its position in the run.</param>
/// <param name="files">Which of its files.</param>
/// <param name="start">How far the files before them brought the source.</param>
/// <param name="workFolder">Takes temporary files.</param>
/// <param name="mayBeShort">Whether a file that breaks off is a fault, or is noted.</param>
/// <param name="maybeNotToItsEnd">Whether reading may stop anywhere, so that little is fetched ahead.</param>
internal sealed class SourceFill(
    SourceSpec source, int sourceIndex, FileStretch files, SourceCount start, string workFolder, bool mayBeShort, bool maybeNotToItsEnd = false) : IDisposable
{
    private readonly FetchAhead _ahead = new(source, maybeNotToItsEnd);
    private int _index = files.First;
    private volatile SourceFile? _file;
    private volatile RowReader? _reader;
    private readonly SourceCount _start = start;
    private SourceCount _before = start;
    private long _delivered;
    private long _bytesBefore;
    private volatile bool _interrupted;
    private bool _failed;

    /// <summary>How far the source is.</summary>
    public SourceCount Count { get; private set; } = start;

    /// <summary>Rows of these files that the selection left out.</summary>
    public long LeftOut => Count.Rows - _start.Rows - (Count.Taken - _start.Taken);

    /// <summary>Non-finite numbers that became null.</summary>
    public long NonFinite { get; private set; }

    /// <summary>Why files could not be read to their end; null when they could.</summary>
    public string? Short { get; private set; }

    /// <summary>Set when nothing more of the source can be had, these files or others.</summary>
    public SourceFault? Lost { get; private set; }

    /// <summary>How many bytes of these files were consumed.</summary>
    public long Position => _bytesBefore + (_reader?.Position ?? 0);

    /// <summary>Fills a batch; false at the end.</summary>
    public bool Fill(BatchWork work)
    {
        if (!Fill(work.Input.Rows, out var first))
        {
            return false;
        }

        work.First = first;
        work.Position = Position;
        return true;
    }

    /// <summary>Fills a batch with rows, and says the place of the first row of their file; false at the end.</summary>
    public bool Fill(RowBatch rows, out Place first)
    {
        first = default;
        while (Lost is null && !_failed && _index < files.End && Left > 0)
        {
            if (!TryRead(rows))
            {
                CloseFile();
                continue;
            }

            if (_index == 0 && _delivered == 0 && source.Selection.Columns is { } columns)
            {
                RowFields.RequireColumns(columns, rows);
            }

            Take(rows);
            first = new Place(sourceIndex, _before.Rows);
            return true;
        }

        return false;
    }

    /// <summary>Stops a read that waits; may be called from any thread.</summary>
    public void Interrupt()
    {
        _interrupted = true;
        _file?.Interrupt();
        _reader?.Interrupt();
    }

    public void Dispose() => _reader?.Dispose();

    private long Left => (source.Max ?? long.MaxValue) - Count.Taken;

    private void Take(RowBatch rows)
    {
        if (rows.Count > Left)
        {
            rows.Truncate((int)Left);
        }

        _delivered += rows.Count;
        NonFinite += rows.NonFinite;
        Count = new SourceCount(_before.Rows + rows.OrdinalOf(rows.Count - 1) + 1, Count.Taken + rows.Count);
        _ahead.Reading(_index, _before.Taken, _delivered, _reader!.Position);
    }

    private bool TryRead(RowBatch rows)
    {
        try
        {
            // Opened here, because a file may already fail at that.
            _reader ??= Open();
            return _reader.Read(rows);
        }
        catch (SourceFault) when (!mayBeShort)
        {
            // Another core may come for the next batch before it hears that there is none.
            _failed = true;
            throw;
        }
        catch (SourceFault fault) when (mayBeShort)
        {
            Short = Short is null || Short == fault.Message ? fault.Message : Short + " " + fault.Message;
            Lost = fault is UnavailableFault or UnauthorisedFault ? fault : null;
            return false;
        }
    }

    private RowReader Open()
    {
        var file = source.Files[_index];
        _file = file;
        if (_interrupted)
        {
            throw new OperationCanceledException();
        }

        _ahead.Opening(_index);
        return file.Open(source.Selection with { MayLackFields = _index > 0 }, workFolder);
    }

    // What was left out behind the last row is known only now.
    private void CloseFile()
    {
        Count = Count with { Rows = Math.Max(Count.Rows, _before.Rows + _delivered + (_reader?.LeftOut ?? 0)) };
        _before = Count;
        _bytesBefore += source.Files[_index].Bytes;
        _reader?.Dispose();
        _reader = null;
        _delivered = 0;
        _index++;
    }
}

/// <summary>Files of a source that stand one behind the other.</summary>
/// <param name="First">The first of them.</param>
/// <param name="End">The first behind them.</param>
internal readonly record struct FileStretch(int First, int End)
{
    /// <summary>All files of a source.</summary>
    public static FileStretch All(SourceSpec source) => new(0, source.Files.Count);
}

/// <summary>How far a source was read.</summary>
/// <param name="Rows">Rows passed, taken or not: the ordinal of the next one.</param>
/// <param name="Taken">Rows taken.</param>
internal readonly record struct SourceCount(long Rows, long Taken);
