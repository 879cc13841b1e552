namespace Quern.Plans.Inference;

/// <summary>A tool that the tables know.</summary>
internal sealed record KnownTool
{
    /// <summary>What nodes call it, as UTF-8.</summary>
    public required byte[] Name { get; init; }

    /// <summary>What it is used for, such as <c>retrieve</c>, as UTF-8; empty where the tool says nothing.</summary>
    public byte[] Intent { get; init; } = [];

    /// <summary>How sensitive it is by itself, 1 to 5.</summary>
    public int Level { get; init; } = 1;

    /// <summary>Whether it deletes.</summary>
    public bool Deletes { get; init; }
}
