namespace Quern.Plans.Inference;

/// <summary>How sensitive the words of a text are, and which word said so.</summary>
/// <param name="Level">2 to 5; 0 where no word says anything.</param>
/// <param name="How">Ready to be written: <c>word:password</c>, or <c>default</c>, as UTF-8.</param>
internal readonly record struct SensitivityGuess(int Level, byte[] How);
