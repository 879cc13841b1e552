using System.Text.Json.Nodes;
using Quern.Rows;

namespace Quern.Steps;

/// <summary>Where a set step puts its rows. Every row it read must be kept, dropped, quarantined or consumed.</summary>
public abstract class SetOutput : RowOutput
{
    /// <summary>Passes on a row that was kept already once more.</summary>
    public abstract void Repeat(Row row);

    /// <summary>Says into which parts the rows are split; from here on <see cref="Keep(Row, int)"/> is used, and nothing else keeps rows.</summary>
    /// <param name="names">The parts, in their order.</param>
    public abstract void Split(IReadOnlyList<string> names);

    /// <summary>Passes a row on into one of the parts.</summary>
    /// <param name="row">The row.</param>
    /// <param name="part">The index of the part.</param>
    public abstract void Keep(Row row, int part);

    /// <summary>Passes on a row that the step made itself; it gets a place under the step's own name.</summary>
    public abstract void Make(ReadOnlySpan<byte> json);

    /// <summary>Says that all rows of one source were read to make others from them, and go no further themselves.</summary>
    public abstract void Consume(int source, long rows);

    /// <summary>Says what the step found out beyond the fates of rows; it stands in the ledger under the step.</summary>
    public abstract void Report(JsonObject details);

    /// <summary>Says what was asked of the step and could not be had: the run goes on, and counts as incomplete.</summary>
    /// <param name="what">A sentence.</param>
    public abstract void Unmet(string what);
}
