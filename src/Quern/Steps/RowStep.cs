using Quern.Rows;

namespace Quern.Steps;

/// <summary>
/// Turns one row into none, one or many. Every core has its own instance, so buffers may be fields; nothing may be
/// carried from row to row that changes the result, because rows reach the instances in no fixed order.
/// </summary>
public abstract class RowStep
{
    /// <summary>Handles one row: calls at least one method of <paramref name="output"/>.</summary>
    public abstract void Apply(Row row, RowOutput output);
}
