using Quern.Formats.Shards;
using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// Adds up the batches of a portion in their order, and ends it at the very row with which the target is reached: the
/// batch that holds it is done again without the rows behind it, and those after it are turned away.
/// </summary>
/// <param name="spec">The run.</param>
/// <param name="start">The state at which the portion begins.</param>
/// <param name="newChain">Makes a chain from which so many rows may come out.</param>
internal sealed class BlendEnd(RunSpec spec, BlendState start, Func<long, RowChain> newChain)
{
    private readonly long _target = spec.Target!.Value;
    private readonly BlendStand _stand = new(start);
    private readonly Ledger _ledger = new();
    private SourceFault? _lost;

    /// <summary>Whether as many rows have come out as are wanted.</summary>
    public bool IsReached => _stand.Kept >= _target;

    /// <summary>Takes a batch in; false when it is not needed any more.</summary>
    public bool Take(BatchWork work)
    {
        if (IsReached)
        {
            return false;
        }

        var wanted = _target - _stand.Kept;
        if (work.Counts.Kept >= wanted)
        {
            CutBehind(work, work.Places[(int)wanted - 1], wanted);
        }

        foreach (var place in work.Input.Places)
        {
            _stand.Take(place);
        }

        work.Notes.ForEach(Take);
        _stand.Kept += work.Counts.Kept;
        _ledger.Add(work.Ledger!);
        _ledger.NonFinite += work.Input.Rows.NonFinite;
        return true;
    }

    /// <summary>The marker of the portion.</summary>
    public Marker MarkerOf(Shard shard)
    {
        for (var i = 0; i < spec.Sources.Count; i++)
        {
            var (before, after) = (start.Sources[i], _stand.Sources[i]);
            _ledger.LeaveOut(Intake.Label, spec.Sources[i].Name, after.Rows - before.Rows - (after.Taken - before.Taken));
        }

        return new Marker
        {
            Shards = [shard with { Path = Path.GetFileName(shard.Path) }],
            Blend = _stand.ToState(),
            Lost = _lost,
            Ledger = _ledger,
        };
    }

    // Found out before a row was chosen, a note belongs to the rows up to that one.
    private void CutBehind(BatchWork work, Place last, long wanted)
    {
        var rows = work.Input.Places.LastIndexOf(last) + 1;
        work.Notes.RemoveAll(n => n.AtRow >= rows);
        if (rows == work.Input.Rows.Count && work.Counts.Kept == wanted)
        {
            return;
        }

        work.Input.Rows.Truncate(rows);
        work.Input.Places.RemoveRange(rows, work.Input.Places.Count - rows);
        work.ClearResult();
        var chain = newChain(wanted);
        work.Encoded = chain.Apply(work);
        work.Ledger = chain.TakeCounts();
    }

    private void Take(BlendNote note)
    {
        _stand.Take(note);
        _lost ??= note.Lost;
        if (note.Short is not null)
        {
            _ledger.NoteShort(spec.Sources[note.Source].Name, note.Short);
        }
    }
}
