namespace Quern.Plans.Inference;

/// <summary>What a phrase says about how many things are meant.</summary>
internal enum ScopeRole
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It stands for a number, such as <c>all</c>.</summary>
    Word,

    /// <summary>The number behind it is how many, such as <c>first</c>.</summary>
    Lead,

    /// <summary>The number before it is how many, such as <c>records</c>.</summary>
    Unit,

    /// <summary>It may stand between the number and what is counted.</summary>
    Between,

    /// <summary>The number before it is a measure, such as <c>years</c>.</summary>
    Measure,

    /// <summary>The number behind it is a name, such as <c>version</c>.</summary>
    Label,

    /// <summary>It is a number.</summary>
    Number,

    /// <summary>It multiplies the number before it.</summary>
    Scale,
}

/// <summary>What a phrase says of a text, beside the tool.</summary>
internal sealed class TextWord
{
    /// <summary>What it says about how many.</summary>
    public ScopeRole Scope { get; set; }

    /// <summary>The number it is or stands for.</summary>
    public long Amount { get; set; }

    /// <summary>How a guess from it is written.</summary>
    public byte[] ScopeHow { get; set; } = [];

    /// <summary>How sensitive it is; the level is 0 where it says nothing.</summary>
    public SensitivityGuess Sensitivity { get; set; }

    /// <summary>The domain it speaks of, by its place in the list; -1 where it speaks of none.</summary>
    public int Domain { get; set; } = -1;
}
