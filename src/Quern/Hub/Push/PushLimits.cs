namespace Quern.Hub.Push;

/// <summary>How much goes into one request, and how many go out at once.</summary>
internal sealed record PushLimits
{
    /// <summary>The longest file; the Hub refuses longer ones.</summary>
    public long LongestFile { get; init; } = 50_000_000_000;

    /// <summary>How many files are asked about at once; the Hub takes no more.</summary>
    public int FilesOfQuestion { get; init; } = 256;

    /// <summary>How many large files are asked addresses for at once; an address is good for some hours only.</summary>
    public int ObjectsOfQuestion { get; init; } = 100;

    /// <summary>How many bytes these may have together.</summary>
    public long BytesOfQuestion { get; init; } = 20_000_000_000;

    /// <summary>How many files a commit may have; the Hub takes long over more.</summary>
    public int FilesOfCommit { get; init; } = 500;

    /// <summary>How many bytes of small files a commit may carry.</summary>
    public long BytesOfCommit { get; init; } = 64_000_000;

    /// <summary>How many files, and how many parts of each, are sent at once.</summary>
    public int AtOnce { get; init; } = 2;
}
