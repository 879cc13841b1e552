namespace Quern.Plans.Quality;

/// <summary>Why a plan fails; rejects and counters write it in lower case with hyphens.</summary>
internal enum QualityReason
{
    /// <summary>It has no nodes.</summary>
    EmptyPlan,

    /// <summary>None of its nodes names a tool.</summary>
    UnknownToolsOnly,

    /// <summary>All instructions that it was made from are too short.</summary>
    ShortInstruction,

    /// <summary>An instruction is too long.</summary>
    LongInstruction,

    /// <summary>It has too many nodes.</summary>
    ManyNodes,

    /// <summary>No node has an argument with a value.</summary>
    EmptyArguments,

    /// <summary>Its row is marked as toxic.</summary>
    Toxic,

    /// <summary>Its row is marked as redacted.</summary>
    Redacted,

    /// <summary>Its row is of a language that is not wanted, or names none.</summary>
    OtherLanguage,
}
