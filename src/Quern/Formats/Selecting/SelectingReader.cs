using Quern.Formats.DuckDb;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.Selecting;

/// <summary>
/// Leaves out the rows of another reader on which a where is not true. Those that stay are not touched: they keep their
/// bytes, lines and ordinals, in the other reader's batches. Every row is checked here, because a where can only be asked about
/// a sound one; broken rows stay and are marked.
/// </summary>
internal sealed class SelectingReader : RowReader
{
    private readonly RowReader _inner;
    private readonly DuckDbSession _session;
    private readonly Condition _condition;
    private readonly bool _mayLackFields;
    private readonly RowCheck _check = new();
    private readonly List<int> _sound = [];
    private bool[] _kept = [];
    private CutRows? _rows;
    private RowJudge? _judge;
    private long _read;
    private long _delivered;
    private long _leftOut;

    /// <summary>Takes over a reader; <see cref="RecipeFault"/> when the where is no condition.</summary>
    /// <param name="inner">The reader.</param>
    /// <param name="selection">The where, and whether its fields may be missing.</param>
    /// <param name="workFolder">Takes temporary files.</param>
    public SelectingReader(RowReader inner, RowSelection selection, string workFolder)
    {
        _inner = inner;
        _mayLackFields = selection.MayLackFields;

        // One core, so that rows keep their order; the others are busy with the steps behind.
        _session = DuckDbSession.Open(workFolder, threads: 1);
        try
        {
            _session.Confine([]);
            _condition = Condition.Parse(_session, selection.Where!);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public override long Position => _inner.Position;

    public override long? KnownRows => _inner.KnownRows;

    public override long LeftOut => _leftOut;

    public override bool Read(RowBatch batch)
    {
        do
        {
            _leftOut = _read - _delivered;
            if (!_inner.Read(batch))
            {
                return false;
            }

            _read += batch.Count;
            Select(batch);
        }
        while (batch.Count == 0);
        _delivered += batch.Count;
        _leftOut = batch.OrdinalOf(batch.Count - 1) + 1 - _delivered;
        return true;
    }

    public override void Interrupt()
    {
        _inner.Interrupt();
        _session.Interrupt();
    }

    protected override void Dispose(bool disposing)
    {
        _judge?.Dispose();
        _session.Dispose();
        _inner.Dispose();
    }

    private void Select(RowBatch batch)
    {
        Check(batch);
        if (_sound.Count == 0)
        {
            return;
        }

        if (_judge is null)
        {
            var names = UsedFields.Of(_condition, RowFields.Of(batch, _sound), batch.File, _mayLackFields);
            _rows = new CutRows(names);
            _judge = new RowJudge(_session, _condition, names);
        }

        _rows!.Clear();
        foreach (var index in _sound)
        {
            _rows.Add(batch[index], index);
        }

        _kept = _kept.Length < batch.Count ? new bool[batch.Count] : _kept;
        var kept = _kept.AsSpan(0, batch.Count);
        kept.Fill(true);
        _judge.Judge(_rows, batch, kept);
        batch.Retain(kept);
    }

    private void Check(RowBatch batch)
    {
        _sound.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.IsBroken(i, out var fault))
            {
                continue;
            }

            if (batch.Trusted || _check.Passes(batch[i], out fault))
            {
                _sound.Add(i);
            }
            else
            {
                batch.MarkBroken(i, fault);
            }
        }

        batch.Trusted = true;
    }
}
