namespace Quern.Plans.Inference;

/// <summary>A tool, and what of the text led to it.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="How">Ready to be written: <c>word:search</c>, <c>intent:delete</c> or <c>default</c>, as UTF-8.</param>
internal readonly record struct ToolGuess(KnownTool Tool, byte[] How);
