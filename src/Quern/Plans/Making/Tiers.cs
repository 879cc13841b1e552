namespace Quern.Plans.Making;

/// <summary>How far something is to be trusted.</summary>
internal static class Tiers
{
    /// <summary>The system, the user, stores of one's own.</summary>
    public const int Own = 1;

    /// <summary>A partner, a tool's result.</summary>
    public const int Partner = 2;

    /// <summary>The public web, injected text, anything unknown.</summary>
    public const int Web = 3;
}
