using Quern.Rows;

namespace Quern.Steps;

/// <summary>
/// Asks a model about each row. Many rows are in flight at once; their results are passed on in the rows' order.
/// </summary>
public abstract class CallStep
{
    /// <summary>How many rows may be in flight at once.</summary>
    public abstract int InFlight { get; }

    /// <summary>Asks, and gives what is to be done with the row. The text is a copy that belongs to the call.</summary>
    public abstract Task<CallResult> AskAsync(ReadOnlyMemory<byte> json, Place place, CancellationToken cancel);
}

/// <summary>What became of a row that a model was asked about.</summary>
/// <param name="Json">The row to pass on, when there is one.</param>
/// <param name="DropReason">Why the row is dropped, when it is.</param>
/// <param name="Fault">Why the row is quarantined, when it is.</param>
public readonly record struct CallResult(ReadOnlyMemory<byte> Json, string? DropReason = null, RowFault? Fault = null);
