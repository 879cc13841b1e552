namespace Quern.Plans.Inference;

/// <summary>What a phrase may mean where tools are looked for.</summary>
[Flags]
internal enum ToolRoles
{
    /// <summary>Nothing besides its guesses.</summary>
    None = 0,

    /// <summary>It may stand before an imperative.</summary>
    Opening = 1,

    /// <summary>A verb behind it does not count.</summary>
    Hinders = 2,

    /// <summary>In a name it says that a call reads the public web.</summary>
    Web = 4,

    /// <summary>A sentence of a reasoning that names an action begins with it.</summary>
    Lead = 8,

    /// <summary>It may stand beside such a beginning.</summary>
    Filler = 16,
}

/// <summary>What a phrase means where tools are looked for.</summary>
internal sealed class ToolWord
{
    /// <summary>The tool it asks for as a verb.</summary>
    public ToolGuess? Verb { get; set; }

    /// <summary>The tool it asks for as a noun.</summary>
    public ToolGuess? Noun { get; set; }

    /// <summary>The tool it asks for at the beginning of a question.</summary>
    public ToolGuess? Question { get; set; }

    /// <summary>The tool that it is a verb of in names of tools.</summary>
    public KnownTool? Call { get; set; }

    /// <summary>What else it is.</summary>
    public ToolRoles Roles { get; set; }
}
