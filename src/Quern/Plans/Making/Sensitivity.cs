using Quern.Plans.Inference;

namespace Quern.Plans.Making;

/// <summary>Puts together what words and the tool itself say of how sensitive a node is: the highest wins.</summary>
internal static class Sensitivity
{
    private const int OfDeleting = 4;

    /// <summary>The level and how it was found.</summary>
    public static (int Level, byte[] How) Of(SensitivityGuess word, bool deletes, int otherwise)
        => deletes && word.Level < OfDeleting ? (OfDeleting, Words.ToolDeletes)
            : word.Level > 0 ? (word.Level, word.How)
            : (otherwise, Words.Default);
}
