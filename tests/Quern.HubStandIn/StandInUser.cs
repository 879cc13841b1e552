namespace Quern.HubStandIn;

/// <summary>Somebody whom the stand-in knows by a token.</summary>
/// <param name="Name">The name, which is also that of the datasets' owner.</param>
/// <param name="Token">What the Authorization header must bear.</param>
/// <param name="MayWrite">Whether the token is good for writing as well.</param>
internal sealed record StandInUser(string Name, string Token, bool MayWrite = false)
{
    /// <summary>The organizations in whose name the user may create datasets.</summary>
    public IReadOnlyList<string> Organizations { get; init; } = [];
}
