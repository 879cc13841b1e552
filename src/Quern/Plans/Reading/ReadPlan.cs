using Quern.Rows;

namespace Quern.Plans.Reading;

/// <summary>A plan as it was read: its texts lie in a buffer of its own, as JSON. One a core.</summary>
internal sealed class ReadPlan
{
    private readonly ByteBuffer _json = new();

    /// <summary>Room for a text without its escapes.</summary>
    public ByteBuffer Scratch { get; } = new();

    /// <summary>Its nodes.</summary>
    public List<ReadNode> Nodes { get; } = [];

    /// <summary>Its edges.</summary>
    public List<ReadEdge> Edges { get; } = [];

    /// <summary>Its id, as JSON; empty where it has none.</summary>
    public (int Start, int Length) Id { get; set; }

    /// <summary>Whether all nodes have an instruction, as those that were inferred from texts.</summary>
    public bool IsFromInstructions { get; set; }

    /// <summary>Forgets the plan before.</summary>
    public void Clear()
    {
        Nodes.Clear();
        Edges.Clear();
        _json.Clear();
        (Id, IsFromInstructions) = (default, false);
    }

    /// <summary>Keeps a piece of JSON.</summary>
    public (int Start, int Length) Keep(ReadOnlySpan<byte> json)
    {
        var start = _json.Length;
        _json.Append(json);
        return (start, json.Length);
    }

    /// <summary>A piece that was kept.</summary>
    public ReadOnlySpan<byte> Text((int Start, int Length) piece) => _json.Span.Slice(piece.Start, piece.Length);
}

/// <summary>A node as it was read; texts are pieces of JSON.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tool">Its tool.</param>
/// <param name="Arguments">Its arguments.</param>
internal readonly record struct ReadNode((int Start, int Length) Id, (int Start, int Length) Tool, (int Start, int Length) Arguments)
{
    /// <summary>The tier of its content.</summary>
    public int ContentTier { get; init; }

    /// <summary>The tier of who asked; 0 where the plan does not say.</summary>
    public int AskedTier { get; init; }

    /// <summary>How much it touches.</summary>
    public long Volume { get; init; }

    /// <summary>How sensitive it is.</summary>
    public int Level { get; init; }

    /// <summary>Members that are passed on as they are, with their names.</summary>
    public IReadOnlyList<(int Start, int Length)> Others { get; init; } = [];
}

/// <summary>An edge as it was read; texts are pieces of JSON.</summary>
/// <param name="From">The id of the node it leaves.</param>
/// <param name="To">The id of the node it reaches.</param>
/// <param name="Kind">Its kind; empty where it has none.</param>
/// <param name="Arg">The argument it fills; empty where it names none.</param>
internal readonly record struct ReadEdge((int Start, int Length) From, (int Start, int Length) To, (int Start, int Length) Kind, (int Start, int Length) Arg);
