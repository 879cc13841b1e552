using Quern.HubStandIn.Counting;

namespace Quern.HubStandIn.Serving;

/// <summary>What a request asks for, and who answers.</summary>
internal sealed record Route(RequestKind Kind, Func<Exchange, Task> Answer)
{
    /// <summary>The dataset's id; null where none is named.</summary>
    public string? Dataset { get; init; }

    /// <summary>How many segments stand before the id.</summary>
    public int IdAt { get; init; }

    /// <summary>The revision; null where none is named.</summary>
    public string? Revision { get; init; }

    /// <summary>The path in the dataset; empty for its root.</summary>
    public string Path { get; init; } = "";

    /// <summary>The number of the part that is sent in.</summary>
    public int? Part { get; init; }

    /// <summary>The segments behind those that name the call.</summary>
    public string[] Rest { get; init; } = [];

    /// <summary>How the Hub counts it.</summary>
    public string Bucket { get; init; } = "api";
}
