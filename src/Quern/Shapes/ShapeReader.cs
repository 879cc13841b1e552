using Quern.Rows;

namespace Quern.Shapes;

/// <summary>Reads a row of any shape into the normal form. One instance a core.</summary>
/// <param name="shape">The shape that all rows are said to have; null to recognise each row's own.</param>
internal sealed class ShapeReader(Shape? shape = null)
{
    /// <summary>The row in its normal form, valid until the next row.</summary>
    public Conversation Conversation { get; } = new();

    /// <summary>Reads a row that is one valid JSON object; false with the reason when it cannot be read.</summary>
    public bool TryRead(ReadOnlySpan<byte> row, out RowFault fault)
    {
        Conversation.Clear();
        Conversation.Shape = shape ?? Shape.Unknown;
        fault = new RowFault("unknown-shape", "");
        return false;
    }
}
