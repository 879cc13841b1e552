using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>A node before it is written: where its parts stand in the row, and what was inferred.</summary>
internal struct NodeDraft
{
    /// <summary>The call it comes from; -1: it was inferred from a text.</summary>
    public int Call { get; set; }

    /// <summary>The tool's name, where a call gives it.</summary>
    public TextSlice Name { get; set; }

    /// <summary>The tool's name, where it was inferred.</summary>
    public byte[]? Tool { get; set; }

    /// <summary>What the tool is used for; empty where nobody knows.</summary>
    public byte[] Intent { get; set; }

    /// <summary>How the tool was found.</summary>
    public byte[] ToolHow { get; set; }

    /// <summary>What its arguments are made of, where it has no call.</summary>
    public ArgumentForm Form { get; set; }

    /// <summary>The text of the argument, where it has no call.</summary>
    public TextSlice Text { get; set; }

    /// <summary>What came with the text.</summary>
    public TextSlice Input { get; set; }

    /// <summary>How much it touches.</summary>
    public long Volume { get; set; }

    /// <summary>How that was found: a stretch of the maker's reasons.</summary>
    public (int Start, int Length) VolumeHow { get; set; }

    /// <summary>How sensitive it is.</summary>
    public int Level { get; set; }

    /// <summary>How that was found.</summary>
    public byte[] LevelHow { get; set; }

    /// <summary>The tier of where its content comes from.</summary>
    public int ContentTier { get; set; }

    /// <summary>The tier of who asked for it.</summary>
    public int AskedTier { get; set; }

    /// <summary>How the tiers were found.</summary>
    public byte[] TierHow { get; set; }

    /// <summary>Whether its tool reads what the public web says.</summary>
    public bool ReadsWeb { get; set; }

    /// <summary>The turn that it goes back to; -1: none.</summary>
    public int Origin { get; set; }
}

/// <summary>What the arguments of an inferred node are called.</summary>
internal enum ArgumentForm : byte
{
    /// <summary><c>instruction</c> and, where there is one, <c>input</c>.</summary>
    Instruction,

    /// <summary><c>query</c>.</summary>
    Query,

    /// <summary><c>subject</c> and <c>body</c>.</summary>
    Mail,
}

/// <summary>An edge before it is written.</summary>
/// <param name="From">Index of the node it leaves.</param>
/// <param name="To">Index of the node it reaches.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Arg">The argument that it fills; absent for most.</param>
internal readonly record struct EdgeDraft(int From, int To, EdgeKind Kind, TextSlice Arg)
{
    /// <summary>Whether the value came from what a tool gave, not from what was asked of it.</summary>
    public bool FromResult { get; init; }

    /// <summary>Whether it fills the argument of an inferred node, which is called <c>instruction</c>.</summary>
    public bool FillsInstruction { get; init; }
}

/// <summary>What an edge means.</summary>
internal enum EdgeKind : byte
{
    /// <summary>A value of the one node is used by the other.</summary>
    Data,

    /// <summary>What the one node gave asked for the other.</summary>
    Control,

    /// <summary>The source says that the other follows.</summary>
    Sequence,
}
