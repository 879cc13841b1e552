namespace Quern.Pages;

/// <summary>What goes onto a report page beside the numbers.</summary>
internal sealed record PageOptions
{
    /// <summary>How many rows of the output are drawn to be read.</summary>
    public int Samples { get; init; } = 100;

    /// <summary>Where chance comes from.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the files are verified too.</summary>
    public bool Verify { get; init; }

    /// <summary>How many cores work.</summary>
    public int Workers { get; init; } = 1;
}
