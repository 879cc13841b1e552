namespace Quern.Hub.Calls;

/// <summary>What a request is about, for the faults that it may meet.</summary>
/// <param name="Id">The repository.</param>
/// <param name="Revision">The branch, tag or commit; null where none is asked for.</param>
/// <param name="Path">The file; null where none is asked for.</param>
internal sealed record CallSubject(string Id, string? Revision = null, string? Path = null)
{
    /// <summary>Whether something is to be sent rather than had.</summary>
    public bool Sends { get; init; }

    /// <summary>What cannot be done with it, for <see cref="Say"/>.</summary>
    public string Cannot => Sends ? "cannot be sent" : "cannot be had";

    /// <summary>The subject with something said of it, as sentences with their ends.</summary>
    public string Say(string what) => $"{Path ?? Id}{(Path is null ? "" : $" of {Id}")} {what}{(what[^1] is '.' or '?' ? "" : ".")}";
}
