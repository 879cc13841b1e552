using System.Diagnostics.CodeAnalysis;

namespace Quern.HubStandIn.Serving;

/// <summary>A request that is not carried out: the status and the words in which the Hub says so.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the stand-in: the answer is made of it.")]
internal sealed class Refusal(int status, string message, string? code = null) : Exception(message)
{
    /// <summary>The status.</summary>
    public int Status => status;

    /// <summary>The text of X-Error-Code; null for none.</summary>
    public string? Code => code;

    /// <summary>Where to go instead, for a redirect.</summary>
    public string? Location { get; init; }

    /// <summary>A dataset that is not there, for a caller who is known.</summary>
    public static Refusal NoRepository() => new(404, "Repository not found", "RepoNotFound");

    /// <summary>A dataset that is not there, or that the caller must not know of.</summary>
    public static Refusal NoToken() => new(401, "Invalid username or password.");

    /// <summary>A token that nobody has.</summary>
    public static Refusal BadToken() => new(401, "Invalid credentials in Authorization header");

    /// <summary>A revision that is not there.</summary>
    public static Refusal NoRevision(string revision) => new(404, $"Invalid rev id: {revision}", "RevisionNotFound");

    /// <summary>A file that is not there.</summary>
    public static Refusal NoEntry() => new(404, "Entry not found", "EntryNotFound");

    /// <summary>A dataset whose name has changed.</summary>
    public static Refusal Moved(string location) => new(307, "Moved") { Location = location };
}
