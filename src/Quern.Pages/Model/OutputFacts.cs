namespace Quern.Pages.Model;

/// <summary>What one pass over the rows of an output found.</summary>
public sealed record OutputFacts
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Its rows.</summary>
    public required long Rows { get; init; }

    /// <summary>How long the texts of a row are.</summary>
    public required Histogram Lengths { get; init; }

    /// <summary>The numbers of fields that hold scores.</summary>
    public required IReadOnlyList<Histogram> Scores { get; init; }

    /// <summary>The values of fields that say which kind a row is of, or who made it.</summary>
    public required IReadOnlyList<ValueTable> Values { get; init; }

    /// <summary>How good rows are, where they say it.</summary>
    public required QualityBands? Quality { get; init; }

    /// <summary>Rows drawn at random.</summary>
    public required IReadOnlyList<ShownRow> Samples { get; init; }

    /// <summary>The number that chance came from.</summary>
    public required ulong Seed { get; init; }
}

/// <summary>How often values of a field stand in rows.</summary>
/// <param name="Field">The field.</param>
/// <param name="Title">What it says of a row.</param>
/// <param name="Values">The most frequent values.</param>
/// <param name="Others">Different values beyond those; null when they were not told apart.</param>
/// <param name="OtherRows">Rows with those.</param>
/// <param name="Without">Rows without the field.</param>
public sealed record ValueTable(string Field, string Title, IReadOnlyList<ShareLine> Values, long? Others, long OtherRows, long Without);

/// <summary>How many rows are how good, by a field that goes from 1 to 10.</summary>
/// <param name="Field">The field.</param>
/// <param name="Rows">Rows that have it.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Bands">The bands, the best first.</param>
public sealed record QualityBands(string Field, long Rows, double Mean, IReadOnlyList<ShareLine> Bands);

/// <summary>How many rows lie in which stretch of numbers.</summary>
/// <param name="Title">What is counted.</param>
/// <param name="Unit">What the numbers are.</param>
/// <param name="Bars">The stretches, without gaps.</param>
/// <param name="Note">What else is to be said; null when nothing is.</param>
public sealed record Histogram(string Title, string Unit, IReadOnlyList<Bar> Bars, string? Note = null);

/// <summary>A stretch of numbers.</summary>
/// <param name="Label">The stretch.</param>
/// <param name="Count">How many lie in it.</param>
public sealed record Bar(string Label, long Count);

/// <summary>What a step of deduplication found.</summary>
/// <param name="Step">The step.</param>
/// <param name="Before">Rows that were compared.</param>
/// <param name="Removed">Rows removed.</param>
/// <param name="After">Rows left.</param>
/// <param name="Threshold">The least Jaccard index of duplicates.</param>
/// <param name="Method">How they were looked for, and what that promises.</param>
/// <param name="Sizes">The sizes of clusters.</param>
/// <param name="Similarities">How similar removed rows are to the kept one.</param>
public sealed record DedupFacts(
    string Step, long Before, long Removed, long After, string Threshold, string Method, Histogram? Sizes, Histogram? Similarities);

/// <summary>A row to be read.</summary>
/// <param name="Number">Its 1-based number in the file.</param>
/// <param name="Place">File and line.</param>
/// <param name="Source">The source it comes from; null when it does not say.</param>
/// <param name="Id">Its id.</param>
/// <param name="Opening">How its first text begins.</param>
/// <param name="Fields">Its values.</param>
/// <param name="LeftOut">How many values are not shown.</param>
public sealed record ShownRow(long Number, string Place, string? Source, string? Id, string Opening, IReadOnlyList<ShownField> Fields, int LeftOut);

/// <summary>A value of a row.</summary>
/// <param name="Path">Where in the row it stands.</param>
/// <param name="Text">The value, or its beginning.</param>
/// <param name="Length">How many characters it has, when it is cut; 0 when it is whole.</param>
/// <param name="IsText">Whether it is a text, rather than a number or the like.</param>
public sealed record ShownField(string Path, string Text, int Length, bool IsText);

/// <summary>Something that is wrong with rows, found by whichever step or check looked for it.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Where">Which step or check found it.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">Some of them.</param>
public sealed record FoundFault(string Kind, string Where, long Count, IReadOnlyList<FaultExample> Examples);

/// <summary>One row with a fault.</summary>
/// <param name="Place">File and line, or source and row.</param>
/// <param name="Message">What is wrong with it; empty when the kind says it all.</param>
/// <param name="Row">How the row begins.</param>
public sealed record FaultExample(string Place, string Message, string Row);
