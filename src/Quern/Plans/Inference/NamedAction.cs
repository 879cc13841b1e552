namespace Quern.Plans.Inference;

/// <summary>A sentence of a reasoning that names an action.</summary>
/// <param name="Start">Where the sentence begins in the text.</param>
/// <param name="Length">How many bytes it has, its full stop among them.</param>
/// <param name="Guess">The tool it names.</param>
internal readonly record struct NamedAction(int Start, int Length, ToolGuess Guess);
