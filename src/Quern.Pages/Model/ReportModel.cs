namespace Quern.Pages.Model;

/// <summary>Everything that stands on a report page, found out before the first tag is written.</summary>
public sealed record ReportModel
{
    /// <summary>What the page is about: the name of a recipe, or of an output.</summary>
    public required string Name { get; init; }

    /// <summary>Where it lies.</summary>
    public required string Place { get; init; }

    /// <summary>When the page was written.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>Whether the page shows everything: the run has finished, and its outputs are as they were written.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The sum that must come out.</summary>
    public required RowBalance Balance { get; init; }

    /// <summary>What a reader must know before the numbers, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The steps and the fate of their rows.</summary>
    public required RowFlow Flow { get; init; }

    /// <summary>Shares that were asked for, and what came of them.</summary>
    public required IReadOnlyList<ShareTable> Shares { get; init; }

    /// <summary>What was counted in the rows of the output; null when it could not be read.</summary>
    public required OutputFacts? Output { get; init; }

    /// <summary>What became of every source's rows.</summary>
    public required IReadOnlyList<SourceLine> Sources { get; init; }

    /// <summary>The plans made, by schema; empty where none were.</summary>
    public required IReadOnlyList<SchemaLine> Schemas { get; init; }

    /// <summary>What steps of deduplication found.</summary>
    public required IReadOnlyList<DedupFacts> Dedups { get; init; }

    /// <summary>What is wrong with rows.</summary>
    public required IReadOnlyList<FoundFault> Faults { get; init; }

    /// <summary>What verification found in the files; null where they were not verified.</summary>
    public IReadOnlyList<FoundFault>? Verified { get; init; }

    /// <summary>Sources that could not be read to their end.</summary>
    public required IReadOnlyList<ShortSource> ShortSources { get; init; }

    /// <summary>Steps that asked a model.</summary>
    public required IReadOnlyList<CallLine> Calls { get; init; }

    /// <summary>How long it took.</summary>
    public required IReadOnlyList<TimeLine> Times { get; init; }

    /// <summary>How to make it again.</summary>
    public required Reproduction Again { get; init; }
}

/// <summary>The fate of all rows: what was read and made is kept, dropped, quarantined or consumed.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Made">Rows that steps made.</param>
/// <param name="Kept">Rows that came out.</param>
/// <param name="Dropped">Rows that a rule removed.</param>
/// <param name="Quarantined">Rows that could not be processed.</param>
/// <param name="Consumed">Rows that others were made from.</param>
/// <param name="State">How far the run is, in a word or two.</param>
/// <param name="IsComplete">Whether nothing is missing.</param>
public sealed record RowBalance(long Read, long Made, long Kept, long Dropped, long Quarantined, long Consumed, string State, bool IsComplete)
{
    /// <summary>Rows that lie between two steps of a run that has not finished.</summary>
    public long Between => Read + Made - Kept - Dropped - Quarantined - Consumed;
}
