namespace Quern.Plans.Inference;

/// <summary>A tool of the tables: what a node is called when its row names none.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Intent">What it is used for; empty: nothing that has a word.</param>
/// <param name="Level">The sensitivity of what it touches, where no word says otherwise.</param>
/// <param name="Deletes">Whether it deletes.</param>
/// <param name="Asked">Whether its words count in a question.</param>
internal sealed record KnownTool(byte[] Name, byte[] Intent, int Level, bool Deletes, bool Asked);

/// <summary>A tool, and how it was found.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="How">Such as <c>word:search</c>, <c>intent:delete</c>, <c>default</c>.</param>
internal readonly record struct ToolGuess(KnownTool Tool, byte[] How);

/// <summary>How much a node touches, and how that was found.</summary>
/// <param name="Volume">At least 1.</param>
/// <param name="How">Such as <c>word:all</c> or <c>default</c>; null where a number of the text says so.</param>
internal readonly record struct ScopeGuess(long Volume, byte[]? How);

/// <summary>How sensitive something is, and how that was found.</summary>
/// <param name="Level">1 to 5; 0: no word says so.</param>
/// <param name="How">Such as <c>word:password</c>.</param>
internal readonly record struct SensitivityGuess(int Level, byte[] How);
