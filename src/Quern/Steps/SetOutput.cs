using System.Text.Json.Nodes;

namespace Quern.Steps;

/// <summary>Where a set step puts its rows. Every row it read must be kept, dropped, quarantined or consumed.</summary>
public abstract class SetOutput : RowOutput
{
    /// <summary>Passes on a row that the step made itself; it gets a place under the step's own name.</summary>
    public abstract void Make(ReadOnlySpan<byte> json);

    /// <summary>Says that all rows of one source were read to make others from them, and go no further themselves.</summary>
    public abstract void Consume(int source, long rows);

    /// <summary>Says what the step found out beyond the fates of rows; it stands in the ledger under the step.</summary>
    public abstract void Report(JsonObject details);
}
