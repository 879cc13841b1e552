namespace Quern.HubStandIn.Serving;

/// <summary>The target of a request as it was sent: a revision with slashes is one segment, encoded.</summary>
internal sealed class Target
{
    public Target(string raw)
    {
        Raw = raw;
        var query = raw.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? raw : raw[..query];
        Query = query < 0 ? "" : raw[query..];
        RawSegments = path.Trim('/').Split('/');
        Segments = [.. RawSegments.Select(Uri.UnescapeDataString)];
    }

    /// <summary>All of it.</summary>
    public string Raw { get; }

    /// <summary>From the question mark on; empty without one.</summary>
    public string Query { get; }

    /// <summary>The parts of the path between slashes, decoded.</summary>
    public string[] Segments { get; }

    /// <summary>The parts of the path between slashes, as they were sent.</summary>
    public string[] RawSegments { get; }
}
