namespace Quern.HubStandIn;

/// <summary>How the stand-in behaves. Everything may be changed while it runs; it holds for the requests that come then.</summary>
internal sealed class StandInSettings
{
    /// <summary>How many entries a page of a tree or of commits holds.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>How long every answer is held back.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How many bytes of a body a connection carries in a second, either way; null for as many as can be.</summary>
    public long? BytesPerSecond { get; set; }

    /// <summary>Objects longer than this are sent in as parts, if the client can do so.</summary>
    public long PartsAbove { get; set; } = 5L << 30;

    /// <summary>How long each part is; the last may be shorter.</summary>
    public long PartLength { get; set; } = 16 << 20;

    /// <summary>Headers that an object sent in whole must bear; the client is told of them beside the address.</summary>
    public IReadOnlyDictionary<string, string> UploadHeaders { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether a text that git holds comes compressed, and without Content-Length, to a client that accepts gzip.</summary>
    public bool CompressesText { get; set; } = true;

    /// <summary>Whether a file that git holds is reached by a relative redirect to the Hub's own store.</summary>
    public bool RedirectsSmallFiles { get; set; }

    /// <summary>Whether answers name the newer transfer protocol as well, as the Hub does; a client may leave it aside.</summary>
    public bool NamesXet { get; set; } = true;

    /// <summary>Requests to the API in a window.</summary>
    public int ApiQuota { get; set; } = 500;

    /// <summary>Requests for files in a window.</summary>
    public int ResolverQuota { get; set; } = 3000;

    /// <summary>Requests for web pages in a window.</summary>
    public int PageQuota { get; set; } = 100;

    /// <summary>The length of a window.</summary>
    public TimeSpan QuotaWindow { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Whether a quota that is used up is answered with 429; the headers tell of it in any case.</summary>
    public bool HoldsQuotas { get; set; }
}
