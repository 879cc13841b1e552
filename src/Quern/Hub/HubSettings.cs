using System.Security.Cryptography;

namespace Quern.Hub;

/// <summary>Where the Hub is, who asks, and where files are kept. The defaults are those of Python's huggingface_hub.</summary>
public sealed record HubSettings
{
    /// <summary>The Hub's address.</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co");

    /// <summary>Whose rights requests have; null asks as nobody.</summary>
    public AccessToken? Token { get; init; }

    /// <summary>The cache, shared with other programs that use the Hub.</summary>
    public string CacheFolder { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "huggingface", "hub");

    /// <summary>Whether only the cache is asked, and never the network.</summary>
    public bool Offline { get; init; }

    /// <summary>How long an answer to a question about a dataset may take.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a download may bring next to nothing before its connection is cut and opened again.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is tried again that met a passing trouble.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The longest wait before the first retry; it doubles with each.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest of these waits.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The clock for waits and timeouts.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Takes sentences that the user should see while something takes long.</summary>
    public Action<string> Say { get; init; } = static _ => { };

    /// <summary>The Hub's address as text, without a slash at its end.</summary>
    internal string Address => Endpoint.AbsoluteUri.TrimEnd('/');

    /// <summary>Where people make tokens.</summary>
    internal string TokensPage => $"{Address}/settings/tokens";

    /// <summary>Where people look at a dataset.</summary>
    internal string PageOf(string id) => $"{Address}/datasets/{id}";

    /// <summary>
    /// A share between 0 and 1: waits are drawn from the whole span, so that many clients which were turned away at once
    /// do not come back at once.
    /// </summary>
    internal Func<double> Draw { get; init; } = static () => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);

    /// <summary>Whether an address is the Hub's own; it sends on to others for large files.</summary>
    internal bool IsTheHub(Uri address)
        => address.Scheme == Endpoint.Scheme && address.Host == Endpoint.Host && address.Port == Endpoint.Port;
}
