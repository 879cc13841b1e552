using Quern.Hub.Layout;

namespace Quern.Hub;

/// <summary>What a user asks of a dataset on the Hub.</summary>
/// <param name="Id">The dataset.</param>
internal sealed record HubWish(string Id)
{
    /// <summary>A branch, tag or commit; null means the newest.</summary>
    public string? Revision { get; init; }

    /// <summary>Which of its files.</summary>
    public FileWish Files { get; init; } = new();

    /// <summary>Whether the Hub's own conversion to Parquet must not be read.</summary>
    public bool Native { get; init; }
}
