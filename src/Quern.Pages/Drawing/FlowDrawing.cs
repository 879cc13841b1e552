namespace Quern.Pages.Drawing;

/// <summary>A flow as shapes, ready to be written.</summary>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high it is.</param>
/// <param name="Ribbons">Rows on their way.</param>
/// <param name="Boxes">Sources, steps and ends.</param>
/// <param name="Labels">What they are called.</param>
public sealed record FlowDrawing(double Width, double Height, IReadOnlyList<Ribbon> Ribbons, IReadOnlyList<FlowBox> Boxes, IReadOnlyList<FlowLabel> Labels);

/// <summary>Rows on their way from one box to another.</summary>
/// <param name="Path">Its outline.</param>
/// <param name="Kind">kept, dropped, quarantined or consumed.</param>
/// <param name="Thickness">How thick it is.</param>
/// <param name="Title">What it stands for.</param>
public sealed record Ribbon(string Path, string Kind, double Thickness, string Title);

/// <summary>A source, a step or an end.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Height">How high it is.</param>
/// <param name="Kind">source, step, kept, dropped, quarantined or consumed.</param>
public sealed record FlowBox(double X, double Y, double Height, string Kind);

/// <summary>A text beside a box.</summary>
/// <param name="X">Where it begins, ends or has its middle.</param>
/// <param name="Y">Its base line.</param>
/// <param name="Anchor">start, middle or end.</param>
/// <param name="Text">The text.</param>
/// <param name="IsNumber">Whether it is a number of rows.</param>
public sealed record FlowLabel(double X, double Y, string Anchor, string Text, bool IsNumber);
