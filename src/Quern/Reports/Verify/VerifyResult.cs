namespace Quern.Reports.Verify;

/// <summary>What verification found.</summary>
internal sealed record VerifyResult
{
    /// <summary>Whether everything is as it was promised.</summary>
    public bool Passed => Faults.All(static f => f.Allowed) && Targets.All(static t => t.Met);

    /// <summary>The datasets.</summary>
    public required IReadOnlyList<SetSummary> Sets { get; init; }

    /// <summary>Targets, each with how it was met.</summary>
    public required IReadOnlyList<TargetLine> Targets { get; init; }

    /// <summary>Kinds of fault that were found, each with examples.</summary>
    public required IReadOnlyList<FoundKind> Faults { get; init; }

    /// <summary>Ledgers that files were compared with.</summary>
    public required IReadOnlyList<string> Ledgers { get; init; }
}

/// <summary>A kind of fault that was found.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Count">How often.</param>
/// <param name="Allowed">Whether it does not count.</param>
/// <param name="Found">The first ones.</param>
internal sealed record FoundKind(string Kind, string Meaning, long Count, bool Allowed, IReadOnlyList<Finding> Found);

/// <summary>A dataset in numbers.</summary>
internal sealed record SetSummary
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<FileSummary> Files { get; init; }

    /// <summary>Rows, read or not.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows of each shape.</summary>
    public required IReadOnlyDictionary<string, long> Shapes { get; init; }

    /// <summary>Mean quality; null where no row has a score.</summary>
    public double? MeanQuality { get; init; }

    /// <summary>Rows in bands of quality.</summary>
    public required IReadOnlyDictionary<string, long> QualityBands { get; init; }

    /// <summary>Rows that say the same as one before them.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Rows that are similar to one before them; null where that was not looked for.</summary>
    public long? NearDuplicates { get; init; }

    /// <summary>Mean words of a row.</summary>
    public double? MeanWords { get; init; }

    /// <summary>Words of the longest row.</summary>
    public required long MaxWords { get; init; }

    /// <summary>Mean words of what rows ask.</summary>
    public double? MeanInstructionWords { get; init; }

    /// <summary>Mean words of what rows answer.</summary>
    public double? MeanResponseWords { get; init; }

    /// <summary>Rows of each language, where rows say theirs.</summary>
    public required IReadOnlyDictionary<string, long> Languages { get; init; }

    /// <summary>Rows of each category.</summary>
    public required IReadOnlyDictionary<string, long> Categories { get; init; }

    /// <summary>Rows of each teacher.</summary>
    public required IReadOnlyDictionary<string, long> Teachers { get; init; }

    /// <summary>What looks like data about persons.</summary>
    public required IReadOnlyDictionary<string, long> Personal { get; init; }

    /// <summary>The share of duplicates, near ones where they were looked for.</summary>
    public double DuplicateShare => Rows == 0 ? 0 : (double)(NearDuplicates ?? Duplicates) / Rows;
}

/// <summary>A file in numbers.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Split">The split that its name tells; null where it tells none.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Shape">The shape of most rows.</param>
internal sealed record FileSummary(string Path, string? Split, string Format, long Rows, long Bytes, string? Shape);
