using Quern.Rows;

namespace Quern.Steps;

/// <summary>
/// What a step does with a row it was given: pass on, drop or quarantine. At least one of them must happen for every
/// row, otherwise the step has lost it and the run fails.
/// </summary>
public abstract class RowOutput
{
    /// <summary>Passes a row on, untouched or edited. May be called several times for one row.</summary>
    public abstract void Keep(Row row);

    /// <summary>Removes a row by a rule.</summary>
    /// <param name="row">The row as the step received it.</param>
    /// <param name="reason">A short fixed word for counting.</param>
    public abstract void Drop(Row row, string reason);

    /// <summary>Removes a row by a rule, and says more about it in the file of rejected rows.</summary>
    /// <param name="row">The row as the step received it.</param>
    /// <param name="reason">A short fixed word for counting.</param>
    /// <param name="details">Members of a JSON object, each behind a comma: <c>,"similarity":0.9</c>.</param>
    public virtual void Drop(Row row, string reason, ReadOnlySpan<byte> details) => Drop(row, reason);

    /// <summary>Sets aside a row that could not be processed.</summary>
    /// <param name="row">The row as the step received it.</param>
    /// <param name="fault">Why.</param>
    public abstract void Quarantine(Row row, RowFault fault);

    /// <summary>Counts something about a row beside its fate, such as what was found in it; it stands in the ledger.</summary>
    /// <param name="row">The row; it is counted under its source.</param>
    /// <param name="what">A short fixed word, from a small set: <c>schema:conversation</c>.</param>
    public abstract void Count(Row row, string what);
}
