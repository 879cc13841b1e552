using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>
/// One row step in a chain on one core: hands rows to the step, counts what it does with them, and passes them to the
/// next link. A step that loses a row, or fails on one, is caught here: the first fails the run, the second
/// quarantines the row.
/// </summary>
internal sealed class StepLink(RowStep step, StepTally tally, RowChain chain, int nextIndex) : RowOutput
{
    private long _fates;

    /// <summary>The counts of this step on this core.</summary>
    public StepTally Tally => tally;

    /// <summary>Takes a row through the step.</summary>
    public void Apply(Row row)
    {
        var counts = tally.Of(row.Place);
        counts.In++;
        var fatesBefore = _fates;
        try
        {
            step.Apply(row, this);
        }
        // A step that gave up waiting for something failed, too: it is not the run that was cancelled.
        catch (Exception e) when (e is not (QuernFault or OutOfMemoryException))
        {
            if (_fates != fatesBefore)
            {
                throw new RunFault($"Step {tally.Label} failed after it had passed on a part of {chain.Describe(row.Place)}: {e.Message}", e);
            }

            Quarantine(row, new RowFault("step-failed", $"{e.GetType().Name}: {e.Message}"));
        }

        var fates = _fates - fatesBefore;
        if (fates == 0)
        {
            throw new RunFault($"Step {tally.Label} lost {chain.Describe(row.Place)}: it neither kept, dropped nor quarantined it. This is a defect of the step.");
        }

        counts.Made += fates - 1;
    }

    public override void Keep(Row row)
    {
        if (chain.IsFull(nextIndex))
        {
            Drop(row, Ledger.OverTargetReason);
            return;
        }

        _fates++;
        tally.Of(row.Place).Out++;
        chain.Pass(row, nextIndex);
    }

    public override void Drop(Row row, string reason) => Drop(row, reason, default);

    public override void Drop(Row row, string reason, ReadOnlySpan<byte> details)
    {
        _fates++;
        tally.Drop(row.Place, reason);
        chain.Dropped(tally.Label, row, reason, details);
    }

    public override void Quarantine(Row row, RowFault fault)
    {
        _fates++;
        tally.Quarantine(row.Place, fault.Reason);
        chain.Quarantined(tally.Label, row, fault);
    }

    public override void Count(Row row, string what) => tally.Count(row.Place, what);
}
