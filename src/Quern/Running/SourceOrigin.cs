namespace Quern.Running;

/// <summary>Where a source comes from; it goes into the ledger, and from there into the card of what is made of it.</summary>
/// <param name="Hub">The dataset on the Hub.</param>
/// <param name="Revision">The commit that is read.</param>
/// <param name="Licence">The licence that its card or the registry states; null when none is known.</param>
internal sealed record SourceOrigin(string Hub, string Revision, string? Licence)
{
    /// <summary>What was asked for, in one line that is the same for the same meaning.</summary>
    public string Request { get; init; } = "";

    /// <summary>The config that is read; null where the files were named.</summary>
    public string? Config { get; init; }

    /// <summary>The splits that are read; empty where the files were named.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary>Whether the licence, as far as it is known, allows no commercial use.</summary>
    public bool NonCommercial { get; init; }

    /// <summary>The key under which its JSON documents hold the rows, where that is known.</summary>
    public string? Field { get; init; }

    /// <summary>The condition on its rows.</summary>
    public string? Where { get; init; }

    /// <summary>The fields that are kept; null means all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>How many rows are taken at the most.</summary>
    public long? Max { get; init; }

    /// <summary>How many rows it is said to hold; null when nothing says it.</summary>
    public long? Rows { get; init; }

    /// <summary>The files, as paths of the repository.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether the same rows of the same files are meant.</summary>
    public bool IsSameAs(SourceOrigin other) => IsSelectedAs(other) && Revision == other.Revision && Files.SequenceEqual(other.Files);

    /// <summary>Whether the same is asked for of the same dataset, which may be at another commit now.</summary>
    public bool IsSelectedAs(SourceOrigin other)
        => Request == other.Request && Where == other.Where && Max == other.Max && (Columns ?? []).SequenceEqual(other.Columns ?? []);
}
