using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quern.Reports.Stats;

/// <summary>What is in a dataset: how many rows, how long, how many are broken, and what every field holds.</summary>
/// <param name="Files">The files that were read.</param>
/// <param name="Rows">All rows, valid or not.</param>
/// <param name="Bytes">The bytes of their text, without line breaks.</param>
/// <param name="RowLength">Their lengths in bytes; null when there are none.</param>
/// <param name="InvalidRows">Rows that are no valid row, by reason; no field counts them.</param>
/// <param name="NonFinite">Non-finite numbers in the files, which have become null.</param>
/// <param name="Fields">Every field path, each behind the one it belongs to.</param>
internal sealed record DatasetStats(
    IReadOnlyList<FileSummary> Files,
    long Rows,
    long Bytes,
    LengthSummary? RowLength,
    IReadOnlyDictionary<string, long> InvalidRows,
    long NonFinite,
    IReadOnlyList<FieldSummary> Fields)
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What became of the rows that the files were made from; null where no ledger tells.</summary>
    public RowOutcome? Outcome { get; init; }

    /// <summary>Rows that are no valid row, for whatever reason.</summary>
    [JsonIgnore]
    public long Invalid => InvalidRows.Values.Sum();

    /// <summary>The statistics as one JSON object; what does not apply to a field is left out.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Layout);
}

/// <summary>A file that was read.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bytes">Its length on disk.</param>
internal sealed record FileSummary(string Path, long Rows, long Bytes);

/// <summary>What one field holds.</summary>
/// <param name="Path">The field: <c>score</c>, <c>meta.language</c>, <c>messages[].content</c>; <c>counts.*</c> for all fields of a map together.</param>
/// <param name="Present">How often it is there, null included.</param>
/// <param name="Missing">How many of the objects it could be in lack it; 0 for elements of lists and fields of maps.</param>
/// <param name="Null">How often it is null.</param>
/// <param name="Types">How often it is what: text, number, boolean, object, list.</param>
/// <param name="Number">Its numbers.</param>
/// <param name="Text">Lengths of its texts, in characters.</param>
/// <param name="List">Lengths of its lists.</param>
/// <param name="Distinct">How many different texts, numbers and booleans there are; null when there are none, or too many.</param>
/// <param name="DistinctMoreThan">Given instead when there are too many to tell apart.</param>
/// <param name="TopValues">The most frequent of them; null when there are too many to tell apart.</param>
/// <param name="Note">A limit that was reached at this field.</param>
internal sealed record FieldSummary(
    string Path,
    long Present,
    long Missing,
    long Null,
    IReadOnlyDictionary<string, long> Types,
    NumberSummary? Number,
    LengthSummary? Text,
    LengthSummary? List,
    int? Distinct,
    int? DistinctMoreThan,
    IReadOnlyList<ValueSummary>? TopValues,
    string? Note);

/// <summary>Lengths.</summary>
/// <param name="Min">The least.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Max">The greatest.</param>
internal sealed record LengthSummary(long Min, double Mean, long Max);

/// <summary>Numbers, as doubles.</summary>
/// <param name="Min">The least.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Max">The greatest.</param>
/// <param name="BeyondDouble">Numbers too large for a double, which the others leave out.</param>
internal sealed record NumberSummary(double? Min, double? Mean, double? Max, long BeyondDouble);

/// <summary>A value and how often it is there.</summary>
/// <param name="Value">Its text; long ones are cut and end in an ellipsis.</param>
/// <param name="Type">text, number or boolean.</param>
/// <param name="Count">How often.</param>
internal sealed record ValueSummary(string Value, string Type, long Count);
