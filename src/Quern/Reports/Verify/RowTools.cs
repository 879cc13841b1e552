using Quern.Reports.Verify.Shapes;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify;

/// <summary>What rows are looked at with. Its buffers serve one batch after another, never two at once.</summary>
internal sealed class RowTools
{
    /// <summary>New ones.</summary>
    public RowTools() => Shapes = [.. ShapeCheck.All(Plain).Select(s => (s, Masks.Of(s.Telling)))];

    /// <summary>Reads texts.</summary>
    public PlainText Plain { get; } = new();

    /// <summary>Tells which members a row has.</summary>
    public MemberMasks Masks { get; } = new();

    /// <summary>Checks of every shape, each with the members by which it is told.</summary>
    public IReadOnlyList<(ShapeCheck Check, ulong Mask)> Shapes { get; }
}
