namespace Quern.Reports.Shapes;

/// <summary>Which shapes rows have.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Shapes">The shapes, the most frequent first.</param>
/// <param name="Unreadable">Rows that no shape could be told of or read as, by reason, with an example of each.</param>
internal sealed record ShapeCensus(long Rows, IReadOnlyList<ShapeCount> Shapes, IReadOnlyList<ShapeCount> Unreadable);

/// <summary>How many rows have a shape, and what they look like.</summary>
/// <param name="Name">The shape, or the reason why there is none.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Examples">The first of them.</param>
internal sealed record ShapeCount(string Name, long Rows, IReadOnlyList<ShapeExample> Examples);

/// <summary>A row of a shape.</summary>
/// <param name="Place">File, and line or row.</param>
/// <param name="Text">What is said in it, or what is wrong with it.</param>
internal sealed record ShapeExample(string Place, string Text);
