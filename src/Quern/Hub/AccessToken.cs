using System.Net.Http.Headers;

namespace Quern.Hub;

/// <summary>
/// A token of the Hub. It goes into the header of requests and nowhere else: as text it is a row of stars, so that no
/// message, log or file can hold it by accident.
/// </summary>
/// <param name="secret">The token itself.</param>
public sealed class AccessToken(string secret)
{
    private readonly string _secret = secret.Trim();

    /// <summary>The token as a request carries it.</summary>
    internal AuthenticationHeaderValue Header => new("Bearer", _secret);

    /// <summary>A token that may be sent; null for an empty one.</summary>
    /// <param name="text">What the environment or a file holds.</param>
    public static AccessToken? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : new AccessToken(text);

    /// <summary>Somebody else's words with the token taken out: there are hosts that quote a request back.</summary>
    internal string Hide(string text) => text.Replace(_secret, "***", StringComparison.Ordinal);

    /// <summary>Stars.</summary>
    public override string ToString() => "***";
}
