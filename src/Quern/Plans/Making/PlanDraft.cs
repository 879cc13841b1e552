using Quern.Rows;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>What the nodes of a plan were made from.</summary>
internal enum PlanSchema : byte
{
    /// <summary>The calls of the row.</summary>
    FunctionCalling,

    /// <summary>The user's turns of a conversation.</summary>
    Conversation,

    /// <summary>A single request.</summary>
    Instruction,
}

/// <summary>A plan before it is written. One a core, filled anew for each row.</summary>
internal sealed class PlanDraft
{
    /// <summary>What the nodes were made from.</summary>
    public PlanSchema Schema { get; set; }

    /// <summary>Whether the row is an attack.</summary>
    public bool IsAttack { get; set; }

    /// <summary>The nodes.</summary>
    public List<NodeDraft> Nodes { get; } = [];

    /// <summary>The edges.</summary>
    public List<EdgeDraft> Edges { get; } = [];

    /// <summary>The turns that are the request, in order.</summary>
    public List<Turn> Request { get; } = [];

    /// <summary>Whether the request is a template, because the row has none.</summary>
    public bool RequestIsTemplate { get; set; }

    /// <summary>What it is about.</summary>
    public byte[] Domain { get; set; } = [];

    /// <summary>Reasons that were put together for this row.</summary>
    public ByteBuffer Reasons { get; } = new();

    /// <summary>Forgets the row before.</summary>
    public void Clear()
    {
        Nodes.Clear();
        Edges.Clear();
        Request.Clear();
        Reasons.Clear();
        (Schema, IsAttack, RequestIsTemplate, Domain) = (PlanSchema.Instruction, false, false, []);
    }
}
