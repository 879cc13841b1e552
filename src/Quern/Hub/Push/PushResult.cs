namespace Quern.Hub.Push;

/// <summary>What became of a push.</summary>
internal sealed record PushResult
{
    /// <summary>The dataset.</summary>
    public required string Id { get; init; }

    /// <summary>The branch.</summary>
    public required string Revision { get; init; }

    /// <summary>The dataset's page.</summary>
    public required string Url { get; init; }

    /// <summary>Whether the dataset was made.</summary>
    public required bool Created { get; init; }

    /// <summary>The last commit; null when there was nothing to do.</summary>
    public string? Commit { get; init; }

    /// <summary>Where people see it.</summary>
    public string? CommitUrl { get; init; }

    /// <summary>How many commits were made.</summary>
    public int Commits { get; init; }

    /// <summary>Files that are new or changed in the dataset.</summary>
    public int FilesSent { get; init; }

    /// <summary>Bytes that went to the Hub.</summary>
    public long BytesSent { get; init; }

    /// <summary>Files that were in the dataset just so.</summary>
    public int FilesUnchanged { get; init; }

    /// <summary>Bytes that the Hub had already: those of unchanged files, and large files that an earlier push had stored.</summary>
    public long BytesThere { get; init; }

    /// <summary>Where the dataset's card comes from.</summary>
    public CardOrigin Card { get; init; }

    /// <summary>What was not sent.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>What the user should know, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Where a dataset's card comes from.</summary>
internal enum CardOrigin
{
    /// <summary>The README.md that is pushed.</summary>
    Own,

    /// <summary>The dataset has one, which stays.</summary>
    Kept,

    /// <summary>Made from what is known of the files.</summary>
    Made,
}
